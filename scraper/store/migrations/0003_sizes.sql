-- What was made of each image beside its thumbnail, by which version of the program's part that makes it; 0 for none yet.
-- sizes: [[step, width], …] of the WebP files; palette: {"light": {"ground": …}, "dark": …}.
ALTER TABLE artwork ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE artwork ADD COLUMN sizes TEXT NOT NULL DEFAULT '[]';
ALTER TABLE artwork ADD COLUMN palette TEXT;
ALTER TABLE artwork ADD COLUMN has_card INTEGER NOT NULL DEFAULT 0;
