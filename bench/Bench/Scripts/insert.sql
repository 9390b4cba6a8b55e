\set number random(1, 9000000000000000000)
insert into bench_case (id, number, content) values (gen_random_uuid(), :number::text,
  '{"itemId":"0199e1a0-0000-7000-8000-000000000001","itemVersion":1,"status":"registered","materials":["application","identity"],"unitId":"0199e1a0-0000-7000-8000-000000000002"}');
