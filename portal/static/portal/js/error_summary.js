/* After a refused form the summary of what is wrong takes the focus. */
document.querySelectorAll("[data-error-summary]").forEach((summary) => summary.focus());
