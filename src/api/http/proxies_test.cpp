#include "api/http/proxies.hpp"

#include <gmock/gmock.h>

namespace fettle::api::http {
namespace {

Request from(std::string address, Headers headers) {
  return {.headers = std::move(headers), .address = std::move(address)};
}

std::string client(const std::vector<std::string>& trusted, Request request) {
  const auto proxies = TrustedProxies::parse(trusted);
  EXPECT_TRUE(proxies);
  proxies->tell_client(request);
  return request.address + (request.is_secure ? " secure" : "");
}

TEST(TrustedProxies, NobodyIsBelievedUnlessNamed) {
  EXPECT_EQ(client({}, from("192.0.2.1",
                            {{"X-Forwarded-For", "198.51.100.7"}, {"X-Forwarded-Proto", "https"}})),
            "192.0.2.1");
}

TEST(TrustedProxies, ANamedOneTellsTheClient) {
  EXPECT_EQ(client({"192.0.2.0/24"}, from("192.0.2.1", {{"x-forwarded-for", "198.51.100.7"},
                                                        {"X-Forwarded-Proto", "https"}})),
            "198.51.100.7 secure");
}

TEST(TrustedProxies, WhatTheClientItselfSaidIsNotBelieved) {
  EXPECT_EQ(
      client({"192.0.2.1"}, from("192.0.2.1", {{"X-Forwarded-For", "127.0.0.1, 203.0.113.9"}})),
      "203.0.113.9");
}

TEST(TrustedProxies, AChainIsFollowedOutwards) {
  EXPECT_EQ(client({"192.0.2.1", "10.0.0.0/8"},
                   from("192.0.2.1", {{"X-Forwarded-For", "1.2.3.4"},
                                      {"X-Forwarded-For", "203.0.113.9, 10.1.2.3"}})),
            "203.0.113.9");
}

TEST(TrustedProxies, NetworksMayEndInsideAByte) {
  const auto proxies = TrustedProxies::parse({"10.16.0.0/12", "2001:db8::/33"});
  ASSERT_TRUE(proxies);
  EXPECT_TRUE(proxies->trusts("10.31.255.255"));
  EXPECT_FALSE(proxies->trusts("10.32.0.0"));
  EXPECT_TRUE(proxies->trusts("2001:db8:7fff::1"));
  EXPECT_FALSE(proxies->trusts("2001:db8:8000::1"));
  EXPECT_TRUE(proxies->trusts("::ffff:10.16.0.1"));
}

TEST(TrustedProxies, AClientOfASocketFileIsTrusted) {
  EXPECT_EQ(client({}, from("", {{"X-Forwarded-For", "198.51.100.7"}})), "198.51.100.7");
}

TEST(TrustedProxies, NoiseIsNoAddress) {
  EXPECT_EQ(client({"192.0.2.1"}, from("192.0.2.1", {{"X-Forwarded-For", "a, b"}})), "192.0.2.1");
  EXPECT_EQ(client({"192.0.2.1"}, from("192.0.2.1", {{"X-Forwarded-For", ",,"}})), "192.0.2.1");
  const std::string cut("::1\0/x", 6);
  EXPECT_EQ(client({"192.0.2.1"}, from("192.0.2.1", {{"X-Forwarded-For", cut}})), "192.0.2.1");
}

TEST(TrustedProxies, OnlyAddressesAndNetworksMayBeNamed) {
  for (const auto* network : {"", "proxy", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/x", "::/-1"}) {
    EXPECT_FALSE(TrustedProxies::parse({network})) << network;
  }
}

}  // namespace
}  // namespace fettle::api::http
