-- The password is "secret".
MERGE INTO app_user (id, username, password, name) KEY (id)
  VALUES (1000, 'wang', '{noop}secret', 'Wang Wei');
