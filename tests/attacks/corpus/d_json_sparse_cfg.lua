-- expect: refuse ; encode_sparse_array(true) turned on for everybody: sparse bomb
local cj=json cj.encode_sparse_array(true,0,0) cj.encode_max_depth(1000000) error("PWNED-IF-SHARED: global cjson settings changed")
