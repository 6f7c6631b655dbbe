package com.example.tenants;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;

public interface AccessTokenMapper extends BaseMapper<AccessToken> {}
