"""Reference data: municipalities, jobcentres, unemployment funds, and who a party is. Data files name their source."""
