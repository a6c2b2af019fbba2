// Whatever servers and targets a team may have, an import reads from an export what stood there.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <random>

#include "base/csv_text.hpp"
#include "base/json.hpp"
#include "usecases/servers/server_export.hpp"
#include "usecases/servers/server_import.hpp"
#include "usecases/servers/servers.hpp"
#include "usecases/targets/target_list_import.hpp"
#include "usecases/targets/target_lists.hpp"
#include "usecases/team_test_support.hpp"

namespace fettle::usecases {
namespace {

using testing::IsEmpty;

constexpr std::array<std::string_view, 24> kPieces{
    "=",  "+",  "-", "@", "'",      "\"",     ",",      ";",   " ",   "\t", "\n", "\r\n",
    "\r", "\\", "{", "}", "\u00fc", "\u540d", "\u00a0", "web", "Web", "1",  "#",  "name"};

constexpr std::array<std::string_view, 12> kVariableNames{"serial",      "Serial", "name", "notes",
                                                          "variables",   "Port",   "user", "role",
                                                          "become_user", "x",      "Y",    "tags"};

class RoundTrip : public testing::Test {
 protected:
  int below(int count) { return static_cast<int>(generator() % static_cast<unsigned>(count)); }
  bool maybe() { return below(2) == 0; }

  std::string text() {
    std::string text;
    for (int left = below(5); left > 0; --left) {
      text += kPieces.at(static_cast<std::size_t>(below(kPieces.size())));
    }
    return text;
  }

  /// Only values that its field may take are kept.
  std::string line(std::string_view otherwise) {
    const auto line = text();
    return fleet::name_problem(line).empty() ? line : std::string(otherwise);
  }

  NewServer server(int number) {
    NewServer server;
    server.name = line("web") + fmt::format(" {}", number);
    if (maybe()) server.name = fmt::format("{} ", number) + line("web");
    server.address = "192.0.2.1";
    if (maybe()) server.port = below(65'536);
    if (maybe()) server.user = "EXAMPLE\\deploy";
    if (maybe()) server.transport = "manual";
    if (maybe()) server.proxy_jump = "ann@jump:2222,other";
    server.become = maybe();
    if (maybe()) server.become_user = "postgres";
    if (maybe()) server.become_method = "doas";
    if (maybe()) server.mode = "audit";
    server.role = line("");
    server.site = line("");
    server.os_family = line("");
    server.tags.emplace();
    for (int left = below(4); left > 0; --left) {
      const auto tag = line("a");
      if (tag.find_first_of(",;") == std::string::npos) server.tags->push_back(tag);
    }
    server.variables.emplace();
    for (int left = below(4); left > 0; --left) {
      const auto name = kVariableNames.at(static_cast<std::size_t>(below(kVariableNames.size())));
      server.variables->emplace(name, text());
    }
    server.notes = text();
    return server;
  }

  void add_servers() {
    for (int number = 0; number < 300; ++number) {
      const auto created = create_server(north, server(number));
      ASSERT_TRUE(created) << created.error().message;
    }
  }

  std::string exported(Context& context, ExportFormat format) {
    return export_servers(context, {{}, format}).value_or("no export");
  }

  TestTeams teams;
  Context north = teams.north();
  Context south = teams.south();
  std::mt19937 generator{2026};
};

TEST_F(RoundTrip, OfServersIsTheIdentity) {
  add_servers();
  for (const auto& [format, word] :
       {std::pair{ExportFormat::kCsv, "csv"}, std::pair{ExportFormat::kJson, "json"}}) {
    const auto text = exported(north, format);
    const ImportServers import{.format = word, .text = text, .origin = "export"};
    const auto again = import_servers(north, import);
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_THAT(again->added, IsEmpty());
    EXPECT_THAT(again->vanished, IsEmpty());
    for (const auto& change : again->changed) {
      ASSERT_EQ(change.fields.size(), 1U) << change.name << ": " << change.fields[0].field;
      EXPECT_EQ(change.fields[0].field, "origin");
    }
  }
}

TEST_F(RoundTrip, OfServersIntoAnotherTeamGivesTheSameServers) {
  add_servers();
  for (const auto& [format, word] :
       {std::pair{ExportFormat::kCsv, "csv"}, std::pair{ExportFormat::kJson, "json"}}) {
    ImportServers import{.format = word, .text = exported(north, format), .origin = "export"};
    const auto seen = import_servers(south, import);
    ASSERT_TRUE(seen) << seen.error().message;
    import.apply = true;
    import.digest = seen->digest;
    ASSERT_TRUE(import_servers(south, import));
    EXPECT_EQ(exported(south, ExportFormat::kJson), exported(north, ExportFormat::kJson));
    ASSERT_TRUE(teams.database().run("delete from servers where team_id = ?", TestTeams::kSouth));
  }
}

TEST_F(RoundTrip, OfServersWithMoreVariablesThanColumnsLosesNone) {
  for (int number = 0; number < 3; ++number) {
    NewServer server{{.name = fmt::format("web{}", number), .variables = {{}}}, {}};
    for (int i = 0; i < 100; ++i) {
      server.variables->emplace(fmt::format("v{}_{}", number, i), "=1");
    }
    ASSERT_TRUE(create_server(north, server));
  }
  const auto again =
      import_servers(north, {.format = "csv", .text = exported(north, ExportFormat::kCsv)});
  ASSERT_TRUE(again) << again.error().message;
  for (const auto& change : again->changed) EXPECT_EQ(change.fields.size(), 1U) << change.name;
}

TEST_F(RoundTrip, OfTargetsIsTheIdentity) {
  TargetListInput input{.name = "from", .targets = {{}}};
  std::string csv = "label,notes\r\n";
  for (int number = 0; number < 300; ++number) {
    const NewTarget target{fmt::format("{} {}", line("web"), number), text()};
    csv += csv_line(std::vector<std::string>{target.label, *target.notes});
    input.targets->push_back(target);
  }
  const auto from = create_target_list(north, input);
  ASSERT_TRUE(from) << from.error().message;
  for (const auto& [word, text] :
       {std::pair{"csv", csv}, std::pair{"json", to_json(from->targets)}}) {
    const auto into = create_target_list(north, {.name = word, .targets = {{}}});
    ASSERT_TRUE(into) << into.error().message;
    ImportTargets import{into->id, {.format = word, .text = text}};
    const auto seen = import_targets(north, import);
    ASSERT_TRUE(seen) << seen.error().message;
    import.body.apply = true;
    import.body.digest = seen->digest;
    ASSERT_TRUE(import_targets(north, import));
    EXPECT_EQ(get_target_list(north, into->id)->targets, from->targets) << word;
  }
}

}  // namespace
}  // namespace fettle::usecases
