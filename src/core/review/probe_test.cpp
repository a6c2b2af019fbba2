#include "core/review/probe.hpp"

#include <gmock/gmock.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>

#include "base/utf8.hpp"
#include "core/review/codec.hpp"
#include "core/review/dimension.hpp"

namespace fettle::review {
namespace {

using flow::Dimension;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using std::string_view_literals::operator""sv;
using enum flow::Dimension;

constexpr std::array kAll{kPackages, kKernel, kSystemd, kConfigs, kDisk, kContainers};

/// What a shell command prints, to standard error as well.
std::string output_of(const std::string& command) {
  const auto close = [](FILE* pipe) { pclose(pipe); };
  const std::unique_ptr<FILE, decltype(close)> pipe(popen((command + " 2>&1").c_str(), "r"), close);
  std::string output;
  std::array<char, 65536> buffer{};
  while (const auto size = fread(buffer.data(), 1, buffer.size(), pipe.get())) {
    output.append(buffer.data(), size);
  }
  return output;
}

std::string script_file() {
  auto path = testing::TempDir() + "fettle_probe.sh";
  std::ofstream(path) << probe_script(kAll);
  return path;
}

/// What holds of any Linux machine, whatever tools it has.
void expect_plausible(const std::string& output) {
  const auto snapshot = parse_snapshot(output);
  ASSERT_EQ(snapshot.sections.size(), kAll.size()) << output.substr(0, 2000);
  for (const auto& [dimension, section] : snapshot.sections) {
    EXPECT_THAT(section.notes, Not(testing::Contains(HasSubstr("cut short"))));
  }
  EXPECT_EQ(snapshot.sections.at(kKernel).facts.at("running").size(), 1U);
  EXPECT_TRUE(snapshot.sections.at(kDisk).facts.contains("/"));
  const auto& passwd = snapshot.sections.at(kConfigs).facts.at("/etc/passwd");
  ASSERT_EQ(passwd.size(), 2U);
  EXPECT_THAT(passwd[1], HasSubstr("root:"));
  EXPECT_EQ(decode(encode(snapshot)).value(), snapshot);
}

class ProbeUnder : public testing::TestWithParam<const char*> {};

TEST_P(ProbeUnder, PrintsWhatParses) {
  const std::string shell = GetParam();
  if (output_of(shell + " -c 'echo there'") != "there\n") GTEST_SKIP() << shell << " is not here";
  expect_plausible(output_of(shell + " " + script_file()));
}

INSTANTIATE_TEST_SUITE_P(Shells, ProbeUnder, testing::Values("sh", "bash", "busybox sh"));

TEST(Probe, ReadsNothingFromItsStandardInput) {
  expect_plausible(output_of("sh -s <" + script_file()));
}

TEST(Probe, WorksWithTheToolsOfBusyboxAlone) {
  const auto folder = testing::TempDir() + "fettle_busybox";
  std::filesystem::create_directories(folder);
  const auto installed = output_of("busybox --install -s " + folder + " && echo done");
  if (!installed.ends_with("done\n")) GTEST_SKIP() << "busybox is not here";
  expect_plausible(output_of("PATH=" + folder + " sh " + script_file()));
}

TEST(Probe, WithoutAnyToolItStillAnswersWithNotes) {
  auto script = probe_script(kAll);
  // The script looks where tools usually are; here there are none.
  const auto path = script.find("PATH=");
  script.replace(path, script.find('\n', path) - path, "PATH=/nowhere");
  const auto file = testing::TempDir() + "fettle_probe_bare.sh";
  std::ofstream(file) << script;
  const auto snapshot = parse_snapshot(output_of("sh " + file));
  EXPECT_EQ(snapshot.sections.size(), kAll.size());
  EXPECT_THAT(snapshot.sections.at(kPackages).notes, Not(IsEmpty()));
}

TEST(Probe, NeverSendsTheContentOfSecrets) {
  const auto configs = parse_snapshot(output_of("sh " + script_file())).sections.at(kConfigs);
  for (const auto& [path, values] : configs.facts) {
    if (values.size() < 2) continue;
    EXPECT_FALSE(path.contains("shadow") || path.ends_with("_key")) << path;
    EXPECT_THAT(values[1], Not(HasSubstr("PRIVATE KEY"))) << path;
    const auto permissions = std::filesystem::status(path).permissions();
    EXPECT_NE(permissions & std::filesystem::perms::others_read, std::filesystem::perms::none)
        << path;
  }
}

TEST(Probe, AsksEachDimensionOnce) {
  const std::array twice{kKernel, kKernel};
  const auto script = probe_script(twice);
  EXPECT_EQ(script.find("@section kernel"), script.rfind("@section kernel"));
  EXPECT_EQ(script.find("@section disk"), std::string::npos);
}

TEST(ParseSnapshot, PassesOverWhateverMakesNoSense) {
  EXPECT_EQ(parse_snapshot(""), Snapshot{});
  EXPECT_EQ(parse_snapshot("|data\n!note\n@end disk\n@section \n@section x\n|y\n@end x\n"),
            Snapshot{});
  std::string garbage;
  for (int i = 0; i < 100'000; ++i) garbage += static_cast<char>(i * 31 % 256);
  for (const auto* const rules : dimensions()) {
    const auto snapshot = parse_snapshot(probe_script(std::array{rules->dimension}) + garbage);
    EXPECT_EQ(decode(encode(snapshot)).value(), snapshot);
  }
}

TEST(ParseSnapshot, KeepsOnlyWhatADatabaseTakes) {
  constexpr auto kAnswer = "@section packages\n|rpm\ta\xff\t1\0\x32\n!n\xff\n@end packages"sv;
  const auto section = parse_snapshot(kAnswer).sections.at(kPackages);
  EXPECT_EQ(utf8::find_invalid(encode({{{kPackages, section}}})), std::string_view::npos);
  EXPECT_EQ(section.facts.at("a?"), std::vector<std::string>{"1?2"});
}

TEST(Dimensions, AreSortedAndAllThere) {
  EXPECT_EQ(dimensions().size(), kAll.size());
  for (const auto dimension : kAll) EXPECT_EQ(rules_of(dimension).dimension, dimension);
  EXPECT_EQ(find_dimension("configs"), &rules_of(kConfigs));
  EXPECT_EQ(find_dimension("colors"), nullptr);
}

}  // namespace
}  // namespace fettle::review
