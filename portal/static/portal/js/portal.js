/* Every behaviour of the portal; the site works without. Published as one file: portal/pages/storage.py. */
import "./picker.js";
import "./counter.js";
import "./error_summary.js";
import "./print.js";
import "./share.js";
import "./read_aloud.js";
import "./reading.js";
import "./search_count.js";
import "./slip_image.js";
import "./leave.js";
