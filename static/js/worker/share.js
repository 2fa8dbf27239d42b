/** A file that another app shares: kept on this device before anything else, then shown on the import page. */

import { Drafts } from "../lib/drafts.js";
import { keepShared } from "../lib/shared-files.js";
import { resident } from "./residents.js";

const drafts = new Drafts();

/** Also where the network is not: nothing is sent from here. @param {FetchEvent} event */
export async function takeShared({ request }) {
  const how = await keep(request).catch(() => "unreadable");
  return Response.redirect(`/import?shared=${how}`, 303);
}

/** @param {Request} request */
async function keep(request) {
  const form = await request.formData();
  // A form without a file sends one without a name.
  const files = form.getAll("files").filter((one) => one instanceof File && one.name);
  if (!files.length) return "nothing";
  const personId = (await resident()) ?? "";
  for (const file of files) if (!(await keepShared(drafts, /** @type {File} */ (file), personId))) return "no-room";
  return "kept";
}
