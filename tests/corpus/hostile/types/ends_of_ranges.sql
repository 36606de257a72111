select
  (select soloql_object('i:int i2:int i8:bigint tiny:int big:bigint ubig:bigint r:float d:float f:float n:numeric dec:numeric s:text vc:text nc:text nv:text cl:text b:blob bo:bool da:date dt:timestamp ts:timestamp ti:time js:json jb:json uu:uuid none:any odd:any fp:any st:text', t0."i", t0."i2", t0."i8", t0."tiny", t0."big", t0."ubig", t0."r", t0."d", t0."f", t0."n", t0."dec", t0."s", t0."vc", t0."nc", t0."nv", t0."cl", t0."b", t0."bo", t0."da", t0."dt", t0."ts", t0."ti", t0."js", t0."jb", t0."uu", t0."none", t0."odd", t0."fp", t0."st")
  from "types" as t0
  where t0."id" = ?1) as "types_by_pk";
-- ?1 int = 4
