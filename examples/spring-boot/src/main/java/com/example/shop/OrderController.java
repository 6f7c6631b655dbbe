package com.example.shop;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Only for customers: the filter chain in Security rejects all other requests. */
@RestController
class OrderController {
    @GetMapping("/orders")
    Map<String, Object> orders(Principal customer) {
        return Map.of("customer", customer.getName(), "orders", List.of("A cup of tea"));
    }
}
