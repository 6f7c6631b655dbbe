package com.example.satoken;

import com.baomidou.mybatisplus.core.mapper.BaseMapper;

public interface AppUserMapper extends BaseMapper<AppUser> {}
