#include "outgoing/address_rule.hpp"

#include <gtest/gtest.h>

#include <string>

namespace fettle::outgoing {
namespace {

bool allows(const AddressRule& rule, std::string_view text) {
  const auto address = read_address(text);
  EXPECT_TRUE(address) << text;
  return address && rule.allows(*address);
}

TEST(AddressRule, LetsPublicAddressesThrough) {
  for (const auto* text :
       {"1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.255.255",
        "172.32.0.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0",
        "223.255.255.255", "2606:4700::1111", "2a00:1450::1", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1",
        "2002:101:101::"}) {
    EXPECT_TRUE(allows({}, text)) << text;
  }
}

TEST(AddressRule, RefusesWhatIsNotPublic) {
  for (const auto* text :
       {"0.0.0.0",         "0.1.2.3",        "10.0.0.1",        "10.255.255.255", "100.64.0.1",
        "100.100.100.200", "127.0.0.1",      "127.255.255.254", "168.63.129.16",  "169.254.169.254",
        "172.16.0.1",      "172.31.255.255", "192.0.0.170",     "192.0.2.1",      "192.88.99.1",
        "192.168.1.1",     "198.18.0.1",     "198.19.255.255",  "198.51.100.1",   "203.0.113.1",
        "224.0.0.1",       "239.1.1.1",      "240.0.0.1",       "255.255.255.255"}) {
    EXPECT_FALSE(allows({}, text)) << text;
    EXPECT_FALSE(allows({}, std::string("::ffff:") + text)) << "mapped " << text;
    EXPECT_FALSE(allows({}, std::string("64:ff9b::") + text)) << "NAT64 " << text;
    EXPECT_FALSE(allows({}, std::string("::") + text)) << "compatible " << text;
  }
  for (const auto* text :
       {"::", "::1", "64:ff9b:1::1", "100::1", "2001::1", "2001:1ff::1", "2001:db8::1",
        "2002:7f00:1::", "2002:a9fe:a9fe::", "3fff::1", "4000::1", "5f00::1", "fc00::1",
        "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1"}) {
    EXPECT_FALSE(allows({}, text)) << text;
  }
}

TEST(AddressRule, LetsThroughWhatTheAdministratorAllows) {
  const auto rule = AddressRule::read("10.1.0.0/16, ::1,192.168.7.9").value();
  EXPECT_TRUE(allows(rule, "10.1.255.255"));
  EXPECT_TRUE(allows(rule, "::ffff:10.1.0.1"));
  EXPECT_FALSE(allows(rule, "10.2.0.0"));
  EXPECT_TRUE(allows(rule, "::1"));
  EXPECT_FALSE(allows(rule, "::2"));
  EXPECT_TRUE(allows(rule, "192.168.7.9"));
  EXPECT_FALSE(allows(rule, "192.168.7.8"));
  EXPECT_TRUE(allows(rule, "1.1.1.1"));
  EXPECT_TRUE(allows(AddressRule::read("::/0").value(), "127.0.0.1"));
}

TEST(AddressRule, RefusesNetworksThatAreNone) {
  for (const auto* text :
       {"localhost", "10.0.0.0/33", "10.0.0/8", "::1/129", "1.2.3.4/", "1.2.3.4/x", "1.2.3.4/-1",
        "64:ff9b::/96", "64:ff9b::a00:0/104", "2002::/16", "2002:a00::/24"}) {
    EXPECT_EQ(AddressRule::read(text).error().code, ErrorCode::kInvalid) << text;
  }
}

}  // namespace
}  // namespace fettle::outgoing
