// What was once worth keeping for a fuzzer stays mended: each takes its corpus without a complaint.
#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <string>

using Fuzzer = int(const std::uint8_t* data, std::size_t size);

extern "C" {
Fuzzer api_body_fuzzer;
Fuzzer cron_fuzzer;
Fuzzer document_fuzzer;
Fuzzer event_place_fuzzer;
Fuzzer inventory_fuzzer;
Fuzzer known_hosts_fuzzer;
Fuzzer placeholder_fuzzer;
Fuzzer receipt_fuzzer;
Fuzzer request_fuzzer;
Fuzzer ssh_config_fuzzer;
}

namespace {

namespace fs = std::filesystem;

struct Named {
  std::string name;
  Fuzzer* run;
};

void PrintTo(const Named& fuzzer, std::ostream* out) { *out << fuzzer.name; }

const std::array kFuzzers{
    Named{"api_body", api_body_fuzzer},       Named{"cron", cron_fuzzer},
    Named{"document", document_fuzzer},       Named{"event_place", event_place_fuzzer},
    Named{"inventory", inventory_fuzzer},     Named{"known_hosts", known_hosts_fuzzer},
    Named{"placeholder", placeholder_fuzzer}, Named{"receipt", receipt_fuzzer},
    Named{"request", request_fuzzer},         Named{"ssh_config", ssh_config_fuzzer},
};

const fs::path kFolder = fs::path(FETTLE_SOURCE_DIR) / "fuzz";

class Corpus : public testing::TestWithParam<Named> {};

TEST_P(Corpus, IsTakenWithoutAComplaint) {
  int taken = 0;
  for (const auto& entry : fs::directory_iterator(kFolder / "corpus" / GetParam().name)) {
    std::cerr << entry.path().filename() << "\n";  // the last one before an end is the culprit
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(GetParam().run(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()), 0);
    ++taken;
  }
  EXPECT_GT(taken, 0);
}

INSTANTIATE_TEST_SUITE_P(All, Corpus, testing::ValuesIn(kFuzzers),
                         [](const auto& one) { return one.param.name; });

TEST(CorpusTest, KnowsEveryFuzzer) {
  std::set<std::string> known;
  for (const auto& fuzzer : kFuzzers) known.insert(fuzzer.name + "_fuzzer.cpp");
  std::set<std::string> there;
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    const auto name = entry.path().filename().string();
    if (name.ends_with("_fuzzer.cpp")) there.insert(name);
  }
  EXPECT_EQ(known, there);
}

}  // namespace
