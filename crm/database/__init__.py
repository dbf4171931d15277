"""Django's PostgreSQL backend with a quicker compiler: the ENGINE of our database."""
