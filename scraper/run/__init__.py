"""What every run needs: settings, errors, report, progress, log, files."""
