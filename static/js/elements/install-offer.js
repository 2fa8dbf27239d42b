/** <install-offer>: a quiet offer to install Lorecast, where the browser can; on an iPhone it says how. */

import { install, installing, wayToInstall } from "../lib/install.js";
import { platformOf } from "../lib/platform.js";

class InstallOffer extends HTMLElement {
  #gone = new AbortController();

  connectedCallback() {
    const { signal } = this.#gone;
    installing.addEventListener("change", () => this.#show(), { signal });
    this.querySelector("[data-do=install]")?.addEventListener("click", () => install(), { signal });
    this.#show();
  }

  disconnectedCallback() {
    this.#gone.abort();
  }

  #show() {
    const isInstalled = matchMedia("(display-mode: standalone)").matches || "standalone" in navigator && navigator.standalone === true;
    const way = wayToInstall(platformOf(navigator), isInstalled);
    this.hidden = way === "no";
    for (const part of this.querySelectorAll("[data-when]")) {
      /** @type {HTMLElement} */ (part).hidden = /** @type {HTMLElement} */ (part).dataset.when !== way;
    }
  }
}

customElements.define("install-offer", InstallOffer);
