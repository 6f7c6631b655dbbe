package com.example.tenants;

import org.mybatis.spring.annotation.MapperScan;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
@MapperScan("com.example.tenants")
public class TenantsApplication {
    public static void main(String[] args) {
        SpringApplication.run(TenantsApplication.class, args);
    }
}
