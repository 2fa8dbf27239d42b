/** Everything the pages can do beyond HTML. The player comes first: others look for it. */

import "htmx.org";

import "./navigation.js";
import "./dock.js";
import "./offline.js";

import "./elements/audio-player.js";
import "./elements/sleep-timer.js";
import "./elements/skip-silence.js";
import "./elements/out-box.js";
import "./elements/copy-text.js";
import "./elements/level-meter.js";
import "./elements/take-preview.js";
import "./elements/recovery-card.js";
import "./elements/audio-recorder.js";
import "./elements/file-import.js";
import "./elements/transcript-view.js";
import "./elements/segment-editor.js";
import "./elements/doubt-walk.js";
import "./elements/quote-bar.js";
import "./elements/find-in-track.js";
import "./elements/edit-desk.js";
import "./elements/publish-rehearsal.js";
import "./elements/track-notes.js";
import "./elements/sort-list.js";
import "./elements/page-age.js";
import "./elements/new-version.js";
import "./elements/install-offer.js";
import "./elements/download-button.js";
import "./elements/download-list.js";
import "./elements/shared-files.js";
