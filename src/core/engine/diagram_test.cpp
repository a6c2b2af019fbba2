#include "core/engine/diagram.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace fettle::engine {
namespace {

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Diagrams, OfARowAreAnArrowWithItsCause) {
  const auto text = mermaid(batch_table());
  EXPECT_TRUE(text.starts_with("stateDiagram-v2\n  [*] --> pending\n")) << text;
  EXPECT_NE(text.find("  awaiting_approval --> halted: rejected\n"), std::string::npos) << text;
  EXPECT_NE(text.find("  cancelled --> [*]\n"), std::string::npos) << text;
}

TEST(Diagrams, InTheDocumentationAreThoseOfTheTables) {
  const std::string path = FETTLE_SOURCE_DIR "/docs/state-machines.md";
  if (std::getenv("UPDATE_GOLDEN") != nullptr) {
    std::ofstream(path, std::ios::binary) << state_machines_document();
  }
  EXPECT_EQ(state_machines_document(), read_file(path));
}

}  // namespace
}  // namespace fettle::engine
