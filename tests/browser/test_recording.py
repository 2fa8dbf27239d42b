"""Recording in a real browser, with a microphone that plays a file."""

from playwright.sync_api import Page, expect


def test_two_taps_lead_to_a_published_recording(page: Page) -> None:
    page.goto("/record")
    page.get_by_role("button", name="Record", exact=True).click()
    page.wait_for_timeout(5_000)
    page.get_by_role("button", name="Done").click()
    page.get_by_label("Title").fill("How we bill")
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url("**/tracks/*")
    expect(page.get_by_role("heading", level=1)).to_have_text("How we bill")
