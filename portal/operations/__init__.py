"""Running the portal: health, request ids, logs, the parent process and the scheduler."""
