// What a preview of a launch is made of, whoever has made it: this program (preview.hpp) or a
// service.
#pragma once

#include <boost/describe/class.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace fettle::cli {

struct WaveRow {
  std::string name;
  std::vector<std::string> targets;
  int parallelism = 1;
  std::int64_t soak_seconds = 0;
  bool recheck = false;
  bool approval_after = false;
};
BOOST_DESCRIBE_STRUCT(WaveRow, (),
                      (name, targets, parallelism, soak_seconds, recheck, approval_after))

struct GateRow {
  std::string place;
  std::string reason;
  int targets = 0;
  bool only_if = false;
};
BOOST_DESCRIBE_STRUCT(GateRow, (), (place, reason, targets, only_if))

/// Below a heading; `number` from 1. Not safe to print yet.
std::string describe_wave(const WaveRow& wave, std::size_t number);
/// `Who is asked`, and each gate with its reason.
std::string describe_gates(const std::vector<GateRow>& gates);
/// `text`, with nothing in it that could drive the terminal.
std::string printable(std::string_view text);

}  // namespace fettle::cli
