CREATE TABLE IF NOT EXISTS sys_user (
  user_id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  user_name VARCHAR(64) NOT NULL UNIQUE,
  nick_name VARCHAR(64) NOT NULL,
  password VARCHAR(100) DEFAULT '' NOT NULL,
  status CHAR(1) DEFAULT '0' NOT NULL COMMENT '0 in use, 1 disabled',
  create_time DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL
) DEFAULT CHARSET = utf8mb4;
-- The password is "secret".
INSERT IGNORE INTO sys_user (user_id, user_name, nick_name, password)
  VALUES (100, 'wang', 'Wang Wei', '$2a$10$VDTNq6atnu.wtLnooSVeWeiblNTGI7WmKDYxBbnRenpGIu2UjN3ey');
