-- Each service has a database of its own.
create database app;
create database connector;
