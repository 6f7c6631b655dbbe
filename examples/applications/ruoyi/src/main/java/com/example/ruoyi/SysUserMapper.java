package com.example.ruoyi;

import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Select;

public interface SysUserMapper {
    String COLUMNS =
            "SELECT user_id AS userId, user_name AS userName, nick_name AS nickName, password, status FROM sys_user";

    @Select(COLUMNS + " WHERE user_id = #{userId}")
    SysUser selectUserById(Long userId);

    @Select(COLUMNS + " WHERE user_name = #{userName}")
    SysUser selectUserByUserName(String userName);

    @Insert("INSERT INTO sys_user (user_name, nick_name, password) VALUES (#{userName}, #{nickName}, #{password})")
    @Options(useGeneratedKeys = true, keyProperty = "userId")
    int insertUser(SysUser user);
}
