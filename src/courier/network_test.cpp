#include "courier/network.hpp"
#include "courier/address.hpp"

#include <gtest/gtest.h>

#include <string>

namespace courier {
namespace {

IpAddress ip(const char* text) {
    const auto address = IpAddress::from_text(text);
    if (!address) throw std::runtime_error(text);
    return *address;
}

TEST(Networks, open_to_messages_are_those_of_the_internet_alone) {
    for (const char* open : {"1.1.1.1", "93.184.216.34", "172.15.255.255", "172.32.0.1", "100.63.255.255",
                             "100.128.0.1", "223.255.255.255", "2606:4700::1111", "2a00:1450:4001::5"})
        EXPECT_TRUE(ip(open).is_public()) << open;
    for (const char* closed :
         {"0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254",
          "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1",
          "198.51.100.7", "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1",
          "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1", "2001::1",
          // An IPv4 address within an IPv6 one gets nowhere it would not get by itself.
          "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::a00:1", "2002:7f00:1::1",
          "::127.0.0.1"})
        EXPECT_FALSE(ip(closed).is_public()) << closed;
    EXPECT_TRUE(ip("::ffff:1.1.1.1").is_public());
}

TEST(Networks, of_the_house_open_when_the_configuration_names_them) {
    const auto allowed = networks_from_text("10.20.0.0/16 fd00:5::/32 127.0.0.1 ::1");
    ASSERT_TRUE(allowed);
    struct Case {
        const char* address;
        bool encrypted;
        bool may;
    };
    for (const Case& one :
         {Case{"10.20.3.4", true, true}, Case{"10.21.0.1", true, false}, Case{"fd00:5::9", true, true},
          Case{"fd00:6::9", true, false}, Case{"::ffff:10.20.3.4", true, true}, Case{"127.0.0.1", true, true},
          Case{"127.0.0.1", false, true}, Case{"127.0.0.2", false, false}, Case{"::1", false, true},
          Case{"10.20.3.4", false, false}, Case{"1.1.1.1", true, true}, Case{"1.1.1.1", false, false}})
        EXPECT_EQ(may_send_to(ip(one.address), one.encrypted, *allowed), one.may) << one.address;
    EXPECT_FALSE(may_send_to(ip("127.0.0.1"), false, {})) << "this machine too has to be named";
    EXPECT_FALSE(may_send_to(ip("127.0.0.1"), true, {}));
}

TEST(Networks, are_written_as_an_address_and_a_length) {
    EXPECT_EQ(networks_from_text("")->size(), 0U);
    EXPECT_EQ(networks_from_text("  10.0.0.0/8   fd00::/8 ")->size(), 2U);
    for (const char* wrong : {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0/8", "fd00::/129", "intranet",
                              "10.0.0.0/8,10.1.0.0/16", "10.0.0.0/8x", "fe80::1%eth0"})
        EXPECT_FALSE(networks_from_text(wrong)) << wrong;
}

TEST(Address, is_https_with_a_host_and_nothing_hidden_in_it) {
    EXPECT_EQ(*checked_address(" https://hooks.example.org/waymark?key=1 "),
              "https://hooks.example.org/waymark?key=1");
    EXPECT_EQ(*checked_address("HTTPS://hooks.example.org:8443"), "https://hooks.example.org:8443/");
    EXPECT_EQ(*checked_address("http://127.0.0.1:9000/"), "http://127.0.0.1:9000/");
    EXPECT_EQ(*checked_address("http://[::1]:9000/"), "http://[::1]:9000/");
    struct Case {
        std::string address;
        const char* rule;
    };
    for (const Case& one :
         {Case{"", "required"}, Case{"   ", "required"}, Case{"hooks.example.org", "not_an_address"},
          Case{"http://hooks.example.org/", "https_only"}, Case{"http://localhost/", "https_only"},
          Case{"http://10.0.0.1/", "https_only"}, Case{"http://127.0.0.1.example.org/", "https_only"},
          Case{"ftp://hooks.example.org/", "https_only"}, Case{"file:///etc/passwd", "not_an_address"},
          Case{"gopher://hooks.example.org/", "https_only"}, Case{"https://", "not_an_address"},
          Case{"https://user:secret@hooks.example.org/", "not_an_address"},
          Case{"https://hooks.example.org/#part", "not_an_address"},
          Case{"https://hooks.example.org/a b", "not_an_address"},
          Case{"https://hooks.example.org/\r\nX: y", "not_an_address"},
          Case{"https://h\u00f6oks.example.org/", "not_an_address"},
          Case{"https://hooks.example.org:99999/", "not_an_address"},
          Case{"https://hooks.example.org/" + std::string(500, 'a'), "too_long"}}) {
        const auto checked = checked_address(one.address);
        ASSERT_FALSE(checked) << one.address << " became " << *checked;
        ASSERT_EQ(checked.error().fields.size(), 1U) << one.address;
        EXPECT_EQ(checked.error().fields.front().rule, one.rule) << one.address;
    }
}

// However a number is written, the parser that connects reads it, and it is compared as what it is.
TEST(Address, of_this_machine_may_be_written_in_any_way_that_is_one) {
    for (const char* odd :
         {"http://127.1/", "http://0x7f000001/", "http://2130706433/", "http://017700000001/"}) {
        ASSERT_TRUE(checked_address(odd)) << odd;
        EXPECT_EQ(*checked_address(odd), "http://127.0.0.1/") << odd;
    }
}

}  // namespace
}  // namespace courier
