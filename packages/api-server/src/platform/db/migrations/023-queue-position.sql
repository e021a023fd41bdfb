-- Which place a run has among those that wait for their turn at the connector; null: it has begun, or nobody knows.
alter table data_source_connections add column run_queue_position integer check (run_queue_position > 0);
alter table connection_access add column run_queue_position integer check (run_queue_position > 0);
