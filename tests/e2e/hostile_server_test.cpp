// Whatever a server sends instead of SSH costs its own session the log-in and nobody anything else.
#include "tests/fleet/hostile_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/e2e/transport_rig.hpp"

namespace fettle::e2e {
namespace {

using fleet_test::HostileServer;
using fleet_test::TestFleet;
using flow::Ending;

struct Hostility {
  std::string name;
  std::string opening;
  std::string repeated;
};
void PrintTo(const Hostility& hostility, std::ostream* out) { *out << hostility.name; }

std::string repeat(std::string_view text, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

/// Bytes of every value, in no order.
std::string noise(std::size_t size) {
  std::string bytes;
  std::uint32_t state = 1;
  while (bytes.size() < size) {
    state = state * 1'664'525U + 1'013'904'223U;
    bytes += static_cast<char>(state >> 24U);
  }
  return bytes;
}

/// An SSH packet before any keys are exchanged.
std::string packet(const std::string& payload) {
  const std::size_t padding = 16 - (5 + payload.size()) % 8;
  const auto length = static_cast<std::uint32_t>(1 + payload.size() + padding);
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(length >> shift);
  return bytes + static_cast<char>(padding) + payload + std::string(padding, '\0');
}

const std::string kVersion = "SSH-2.0-hostile\r\n";
const std::string kIgnore = "\x02" + std::string("\0\0\x03\xe8", 4) + std::string(1000, 'x');

const std::vector<Hostility> kHostilities{
    {"Nothing", "", ""},
    {"AnotherProtocol", "HTTP/1.1 400 Bad Request\r\n\r\n", ""},
    {"AnOldVersion", "SSH-1.5-old\r\n", ""},
    {"Noise", noise(100'000), ""},
    {"LinesWithoutEnd", "", repeat("hello there\r\n", 1000)},
    {"OneLineWithoutEnd", "", std::string(65'536, 'A')},
    {"NoiseAfterTheVersion", kVersion + noise(200'000), ""},
    {"APacketOfFourGigabytes", kVersion + "\xff\xff\xff\xff" + std::string(100'000, '\0'), ""},
    {"ZerosWithoutEnd", kVersion, std::string(65'536, '\0')},
    {"IgnoredPacketsWithoutEnd", kVersion, repeat(packet(kIgnore), 50)},
    {"HalfAPacket", kVersion + packet(kIgnore).substr(0, 100), ""},
};

class HostileServers : public testing::TestWithParam<Hostility> {};

TEST_P(HostileServers, CostTheirOwnSessionTheLogIn) {
  TestFleet fleet{1};
  HostileServer hostile(GetParam().opening, GetParam().repeated);
  Station station(fleet.settings());
  const auto order = [&](const std::string& session) {
    ports::Order made;
    made.id = made.session = session;
    made.target = fleet.target(0);
    made.command.script = "echo here";
    made.deadline = system_now() + std::chrono::minutes(1);
    return made;
  };
  auto to_hostile = order("hostile");
  to_hostile.target.server.port = hostile.port();
  to_hostile.deadline = system_now() + std::chrono::milliseconds(600);
  const auto heard = station.start(to_hostile);
  EXPECT_TRUE(station.carry_out(order("well")).succeeded())
      << "another server is reached meanwhile";
  const auto result = station.end_of(heard);
  EXPECT_EQ(result.ending, Ending::kUnreachable) << result.message;
  EXPECT_THAT(result.message, testing::HasSubstr("could not exchange keys with 127.0.0.1"));
}

INSTANTIATE_TEST_SUITE_P(Say, HostileServers, testing::ValuesIn(kHostilities),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace fettle::e2e
