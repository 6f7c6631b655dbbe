CREATE TABLE customer (id VARCHAR(20) PRIMARY KEY, name VARCHAR(100) NOT NULL);
INSERT INTO customer (id, name) VALUES ('c1', 'Ann');
