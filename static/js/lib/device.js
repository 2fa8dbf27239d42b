/** What this device keeps: one store of drafts for everything on the page. */

import { Drafts } from "./drafts.js";

export const drafts = new Drafts();
