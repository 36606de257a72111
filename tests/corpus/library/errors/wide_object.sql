select
  (select soloql_list('id:int! member:raw', t0."id", case when t1."id" is not null then soloql_object('n0:text! n1:text! n2:text! n3:text! n4:text! n5:text! n6:text! n7:text! n8:text! n9:text! n10:text! n11:text! n12:text! n13:text! n14:text! n15:text! n16:text! n17:text! n18:text! n19:text! n20:text! n21:text! n22:text! n23:text! n24:text! n25:text! n26:text! n27:text! n28:text! n29:text! n30:text! n31:text! n32:text! n33:text! n34:text! n35:text! n36:text! n37:text! n38:text! n39:text! n40:text! n41:text! n42:text! n43:text! n44:text! balance:float!', t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."name", t1."balance") end)
  from (select t0."id", t0."member_id" from "loans" as t0
    where t0."id" = ?1
    order by t0."id") as t0
  left join "members" as t1 on t1."id" = t0."member_id") as "loans";
-- ?1 int = 5
