-- Releases that were loaded before have NULL here: their companies' numbers are found once they are loaded again.
ALTER TABLE release_index ADD COLUMN company_catnos TEXT;
