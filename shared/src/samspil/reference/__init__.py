"""Reference data: municipalities, jobcentres, funds, codes, and who a party is. Data files name their source."""
