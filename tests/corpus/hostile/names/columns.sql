select 'Order_ID:int! we_ird:text br_acket:text tick_s:text single_s:text select:int _1st:text na_ve_caf_:text _0:text _0_2:text a_b:text a_b_2:text a_b_3:text a_b_4:text _x:text _typename:text new_line:text tab_stop:text _x_2:text _no_comment:text _nor_this___:text back_slash:text _0_3:text', t0."Order ID", t0."we""ird", t0."br[acket", t0."tick`s", t0."single's", t0."select", t0."1st", t0."naïve café", t0."名前", t0."", t0."a b", t0."a-b", t0."a_b", t0."a.b", t0."__x", t0."__typename", t0."new
line", t0."tab	stop", t0."$x", t0."-- no comment", t0."/* nor this */", t0."back\slash", t0."😀"
from "Order Details" as t0
order by t0."Order ID";
