#include <gmock/gmock.h>

#include "base/sha256.hpp"
#include "core/review/dimensions_test_support.hpp"
#include "core/review/with_texts.hpp"

namespace fettle::review {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr auto kConfigs = flow::Dimension::kConfigs;
using Kind = Change::Kind;

/// What the server prints of a file: its hash, then its lines.
std::string file(const std::string& path, const std::string& content) {
  std::string lines = ">";
  for (const char c : content) lines += c == '\n' ? "\n|>" : std::string(1, c);
  if (content.ends_with('\n')) lines.resize(lines.size() - 3);
  return "|" + sha256_hex(content) + "  " + path + "\n|file " + path + "\n|" + lines + "\n|end\n";
}

TEST(Configs, AChangedTextComesWithItsDifference) {
  EXPECT_THAT(
      changes_between(kConfigs, file("/etc/motd", "a\nb\n"), file("/etc/motd", "a\nc\n")),
      ElementsAre(Change{Kind::kChanged, "/etc/motd", sha256_hex("a\nb\n").substr(0, 12),
                         sha256_hex("a\nc\n").substr(0, 12), "@@ -1,2 +1,2 @@\n a\n-b\n+c\n"}));
}

TEST(Configs, AMissingLastLineBreakIsKept) {
  const auto section = read_section(kConfigs, file("/etc/x", "no break"));
  EXPECT_THAT(section.facts.at("/etc/x"), ElementsAre(sha256_hex("no break"), "no break"));
}

TEST(Configs, FilesComeAndGo) {
  EXPECT_THAT(changes_between(kConfigs, file("/etc/a", "1\n"), file("/etc/b", "2\n")),
              ElementsAre(Change{Kind::kRemoved, "/etc/a", sha256_hex("1\n").substr(0, 12), {}, {}},
                          Change{Kind::kAdded, "/etc/b", {}, sha256_hex("2\n").substr(0, 12), {}}));
}

TEST(Configs, AContentThatIsNotWhatWasHashedIsLeftOut) {
  const auto cut = "|" + sha256_hex("a\nb\n") + "  /etc/x\n|file /etc/x\n|>a\n|end";
  EXPECT_THAT(read_section(kConfigs, cut).facts.at("/etc/x"), SizeIs(1));
  const auto unended = "|" + sha256_hex("a\n") + "  /etc/x\n|file /etc/x\n|>a";
  EXPECT_THAT(read_section(kConfigs, unended).facts.at("/etc/x"), SizeIs(1));
}

TEST(Configs, AFileThatCanNotBeReadAnyMoreIsNotRemoved) {
  EXPECT_THAT(changes_between(kConfigs, "|path /etc/x\n" + file("/etc/x", "a\n"), "|path /etc/x"),
              IsEmpty());
}

TEST(Configs, ABinaryFileHasItsHashOnly) {
  EXPECT_THAT(read_section(kConfigs, file("/etc/x", "\xff\xfe\n")).facts.at("/etc/x"), SizeIs(1));
}

TEST(Configs, AContentCanNotPassForAnythingElse) {
  const auto section = read_section(kConfigs, file("/etc/x", "end\n@end configs\n@section disk\n"));
  EXPECT_THAT(section.facts, SizeIs(1));
  EXPECT_TRUE(section.complete);
}

TEST(Configs, AMaskedTextIsComparedAsItIsStored) {
  const auto mask = [](std::string_view text) {
    return text.contains("hunter22") ? std::string("key=***\n") : std::string(text);
  };
  Snapshot snapshot;
  snapshot.sections[kConfigs] = read_section(kConfigs, file("/etc/x", "key=hunter22\n"));
  const auto masked = with_texts(snapshot, mask);
  EXPECT_THAT(masked.sections.at(kConfigs).facts.at("/etc/x"),
              ElementsAre(sha256_hex("key=hunter22\n"), "key=***\n"));
}

TEST(Configs, PathsOutsideOfEtcArePassedOver) {
  EXPECT_THAT(read_section(kConfigs, file("/tmp/x", "a")).facts, IsEmpty());
}

}  // namespace
}  // namespace fettle::review
