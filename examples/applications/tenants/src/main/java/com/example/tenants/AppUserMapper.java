package com.example.tenants;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;

public interface AppUserMapper extends BaseMapper<AppUser> {}
