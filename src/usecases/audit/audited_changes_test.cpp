// A change and its entry in the audit log are stored together or not at all.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "usecases/assistant/assistant.hpp"
#include "usecases/audit/audit.hpp"
#include "usecases/batches/batch_words.hpp"
#include "usecases/batches/heard_words_test_support.hpp"
#include "usecases/batches/launched_batch_test_support.hpp"
#include "usecases/batches/retry_batch.hpp"
#include "usecases/batches/session_record.hpp"
#include "usecases/notifications/channels.hpp"
#include "usecases/people/invitations.hpp"
#include "usecases/people/people.hpp"
#include "usecases/people/profile.hpp"
#include "usecases/people/tokens.hpp"
#include "usecases/schedules/schedules.hpp"
#include "usecases/schedules/triggers.hpp"
#include "usecases/secrets/credentials.hpp"
#include "usecases/secrets/secrets.hpp"
#include "usecases/servers/server_bulk.hpp"
#include "usecases/servers/server_import.hpp"
#include "usecases/servers/servers.hpp"
#include "usecases/targets/target_list_import.hpp"
#include "usecases/targets/target_lists.hpp"
#include "usecases/windows/budgets.hpp"
#include "usecases/windows/stop_switch.hpp"
#include "usecases/windows/windows.hpp"

namespace fettle::usecases {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

/// Empty: it went well.
template <class T>
std::string said(const Result<T>& result) {
  return result ? std::string() : result.error().message + ": " + result.error().detail;
}

/// The same, and the id of what was made.
template <class T>
std::string made(const Result<T>& result, std::string& id) {
  if (result) id = result->id;
  return said(result);
}

class AuditedChanges : public LaunchedBatch {
 protected:
  AuditedChanges() { launch({"rds-01", "rds-02"}); }
  Context ann() {
    auto context = teams.north();
    return {.database = context.database,
            .actor = context.actor,
            .now = context.now,
            .random = context.random,
            .services = services};
  }
  void refuse_entries() {
    ASSERT_TRUE(teams.database().run(
        "create trigger no_entry before insert on audit_log begin select raise(abort, 'no entry "
        "is taken'); end"));
  }
  void take_entries() { ASSERT_TRUE(teams.database().run("drop trigger no_entry")); }
  std::int64_t entries() {
    return *teams.database().one<std::int64_t>("select count(*) from audit_log");
  }
  /// Of every row of every table.
  std::string everything() {
    auto& database = teams.database();
    std::string all;
    for (const auto& table : *database.all<std::string>(
             "select name from sqlite_master where type = 'table' order by name")) {
      std::string row = "''";
      for (const auto& column : *database.all<std::string>(
               "select name from pragma_table_info(?) order by name", table)) {
        row += fmt::format(" || quote(\"{}\") || ','", column);
      }
      const auto rows = database.all<std::string>(
          fmt::format("select {} as line from \"{}\" order by 1", row, table));
      for (const auto& line : *rows) all += table + ":" + line + "\n";
    }
    return all;
  }
  using Change = std::function<std::string(Context&)>;
  /// Each is refused with its entry and leaves nothing behind; then it is made, with one.
  void hold(const std::vector<std::pair<std::string, Change>>& changes) {
    for (const auto& [name, change] : changes) {
      auto context = ann();
      const auto before = everything();
      refuse_entries();
      EXPECT_THAT(change(context), HasSubstr("no entry is taken")) << name;
      EXPECT_EQ(everything(), before) << name;
      take_entries();
      const auto count = entries();
      EXPECT_EQ(change(context), "") << name;
      EXPECT_GT(entries(), count) << name;
    }
  }
  static std::string medium_plan() {
    std::string plan(kPlan);
    return plan.replace(plan.find("low"), 3, "medium");
  }
  void end_batch() {
    ASSERT_TRUE(teams.database().run("update batches set status = 'failed', ended_at = 1"));
    ASSERT_TRUE(teams.database().run("update sessions set status = 'failed'"));
  }

  HeardWords heard;
  Services services{.batches = heard,
                    .public_url = "https://fettle.test",
                    .secret_box = security::SecretBox({std::string(32, 'k')})};
  std::string server, list, flow, copy, schedule, trigger, window, freeze, budget, channel, token,
      invitation;
};

TEST_F(AuditedChanges, OfFlowsAreNotMadeWithoutTheirEntry) {
  const auto medium = medium_plan();
  hold({
      {"create_flow", [&](auto& c) { return made(create_flow(c, {.markdown = medium}), flow); }},
      {"save_flow",
       [&](auto& c) {
         return said(save_flow(c, {.id = flow, .markdown = medium + "\nMore.\n", .version = {}}));
       }},
      {"duplicate_flow", [&](auto& c) { return made(duplicate_flow(c, {.id = flow}), copy); }},
      {"archive_flow", [&](auto& c) { return said(archive_flow(c, {.id = copy})); }},
      {"delete_flow", [&](auto& c) { return said(delete_flow(c, {.id = copy})); }},
  });
}

TEST_F(AuditedChanges, OfServersAreNotMadeWithoutTheirEntry) {
  hold({
      {"create_server",
       [&](auto& c) { return made(create_server(c, {{.name = "web1"}, {}}), server); }},
      {"update_server",
       [&](auto& c) {
         return said(update_server(c, {.id = server, .version = {}, .fields = {.role = "web"}}));
       }},
      {"set_server_mode",
       [&](auto& c) {
         return said(set_server_mode(c, {.id = server, .mode = "audit", .reason = "why"}));
       }},
      {"edit_servers",
       [&](auto& c) {
         return said(edit_servers(c, {.filter = ServerFilterInput{}, .set = {.role = "app"}}));
       }},
      {"import_servers",
       [&](auto& c) {
         ImportServers import{.format = "csv", .text = "name\nweb2\n"};
         import.digest = import_servers(c, import)->digest;
         import.apply = true;
         return said(import_servers(c, import));
       }},
      {"delete_server", [&](auto& c) { return said(delete_server(c, {.id = server})); }},
  });
}

TEST_F(AuditedChanges, OfTargetListsAreNotMadeWithoutTheirEntry) {
  hold({
      {"create_target_list",
       [&](auto& c) { return made(create_target_list(c, {.name = "RDS"}), list); }},
      {"replace_target_list",
       [&](auto& c) {
         return said(replace_target_list(c, {.id = list, .version = {}, .list = {.name = "VDA"}}));
       }},
      {"import_targets",
       [&](auto& c) {
         ImportTargets import{list, {.format = "text", .text = "web1\n"}};
         import.body.digest = import_targets(c, import)->digest;
         import.body.apply = true;
         return said(import_targets(c, import));
       }},
      {"delete_target_list", [&](auto& c) { return said(delete_target_list(c, {.id = list})); }},
  });
}

TEST_F(AuditedChanges, OfSchedulesAndTriggersAreNotMadeWithoutTheirEntry) {
  auto owner = ann();
  ASSERT_EQ(made(create_flow(owner, {.markdown = medium_plan()}), flow), "");
  hold({
      {"create_schedule",
       [&](auto& c) {
         ScheduleInput input{.tree_id = flow, .cron_expression = "30 * * * *"};
         input.targets = {{.label = "web1", .notes = {}}};
         return made(create_schedule(c, input), schedule);
       }},
      {"edit_schedule",
       [&](auto& c) { return said(edit_schedule(c, schedule, {.timezone = "Asia/Tokyo"}, {})); }},
      {"decide_schedule",
       [&](auto& c) {
         return said(decide_schedule(c, schedule, {.approved = false, .comment = "no"}));
       }},
      {"create_trigger",
       [&](auto& c) {
         const auto result = create_trigger(c, {.name = "deploy",
                                                .tree_id = flow,
                                                .targets = {{{.label = "web1"}}},
                                                .manual_confirmed = true});
         if (result) trigger = result->id;
         return said(result);
       }},
      {"rotate_trigger_key", [&](auto& c) { return said(rotate_trigger_key(c, trigger)); }},
      {"delete_trigger", [&](auto& c) { return said(delete_trigger(c, trigger)); }},
      {"delete_schedule", [&](auto& c) { return said(delete_schedule(c, schedule)); }},
  });
}

TEST_F(AuditedChanges, OfWindowsAndFreezesAreNotMadeWithoutTheirEntry) {
  const auto hour = [](std::string name) {
    return WindowInput{.name = std::move(name),
                       .scope = {},
                       .cron_expression = "0 2 * * *",
                       .timezone = {},
                       .length_minutes = 60};
  };
  const auto year_end = [](std::string name) {
    return FreezeInput{.name = std::move(name),
                       .reason = "quiet",
                       .scope = {},
                       .begins_at = Instant{1},
                       .ends_at = Instant{2}};
  };
  hold({
      {"create_window", [&](auto& c) { return made(create_window(c, hour("Night")), window); }},
      {"replace_window",
       [&](auto& c) {
         return said(replace_window(c, {.id = window, .version = {}, .window = hour("Late")}));
       }},
      {"delete_window", [&](auto& c) { return said(delete_window(c, window)); }},
      {"create_freeze", [&](auto& c) { return made(create_freeze(c, year_end("A")), freeze); }},
      {"replace_freeze",
       [&](auto& c) {
         return said(replace_freeze(c, {.id = freeze, .version = {}, .freeze = year_end("B")}));
       }},
      {"delete_freeze", [&](auto& c) { return said(delete_freeze(c, freeze)); }},
  });
}

TEST_F(AuditedChanges, OfBudgetsAndTheStopSwitchAreNotMadeWithoutTheirEntry) {
  const BudgetInput one{.name = "One of db", .max_hosts = 1, .max_percent = {}};
  const std::string selector = R"({"by":"role","value":"db"})";
  hold({
      {"create_budget", [&](auto& c) { return made(create_budget(c, {one, selector}), budget); }},
      {"replace_budget",
       [&](auto& c) {
         auto other = one;
         other.max_hosts = 2;
         return said(replace_budget(c, {.id = budget, .version = {}, .budget = {other, selector}}));
       }},
      {"delete_budget", [&](auto& c) { return said(delete_budget(c, budget)); }},
      {"set_stop_switch", [&](auto& c) { return said(set_stop_switch(c, "why")); }},
      {"take_stop_switch_back", [&](auto& c) { return said(take_stop_switch_back(c)); }},
  });
}

TEST_F(AuditedChanges, OfBatchesAndSessionsAreNotMadeWithoutTheirEntry) {
  auto owner = ann();
  ASSERT_EQ(made(create_flow(owner, {.markdown = medium_plan()}), flow), "");
  end_batch();
  hold({
      {"launch_batch",
       [&](auto& c) {
         LaunchRequest request{.tree_id = flow, .manual_confirmed = true};
         request.targets = {{.label = "rds-09", .notes = {}}};
         return said(launch_batch(c, request, "key"));
       }},
      {"retry_batch",
       [&](auto& c) {
         return said(retry_batch(c, batch, {.manual_confirmed = true}, "other key"));
       }},
      {"claim_session", [&](auto& c) { return said(claim_session(c, session(0))); }},
      {"assign_session", [&](auto& c) { return said(assign_session(c, session(0), {})); }},
      {"change_session_record",
       [&](auto& c) {
         return said(change_session_record(c, session(0), {.outcome = "failed"}, {}));
       }},
      {"add_session_note",
       [&](auto& c) { return said(add_session_note(c, session(0), {.step = 0, .text = "seen"})); }},
      {"add_ad_hoc_step",
       [&](auto& c) {
         return said(add_ad_hoc_step(c, session(0), {.title = "looked", .mark = "done"}));
       }},
  });
}

TEST_F(AuditedChanges, OfSecretsAreNotMadeWithoutTheirEntry) {
  hold({
      {"put_secret",
       [&](auto& c) {
         return said(put_secret(c, {.name = "LOGIN", .version = {}},
                                {.kind = SecretKind::kPassword, .value = "a password"}));
       }},
      {"put_credential_defaults",
       [&](auto& c) {
         return said(put_credential_defaults(
             c, {{{.purpose = CredentialPurpose::kLogin, .role = "web", .secret = "LOGIN"}}}));
       }},
      {"credential defaults taken back",
       [&](auto& c) { return said(put_credential_defaults(c, {})); }},
      {"delete_secret", [&](auto& c) { return said(delete_secret(c, "LOGIN")); }},
  });
}

TEST_F(AuditedChanges, OfWhatReachesOutAreNotMadeWithoutTheirEntry) {
  hold({
      {"create_channel",
       [&](auto& c) {
         return made(create_channel(c, {.name = "Ops",
                                        .address = "https://hooks.example.com/x",
                                        .events = {ports::TeamEvent::kHalted}}),
                     channel);
       }},
      {"edit_channel",
       [&](auto& c) { return said(edit_channel(c, channel, {.name = "All"}, {})); }},
      {"delete_channel", [&](auto& c) { return said(delete_channel(c, channel)); }},
      {"put_assistant",
       [&](auto& c) {
         return said(put_assistant(
             c, {.base_url = "https://models.example.com/v1", .model = "small", .key = "k"}, {}));
       }},
      {"delete_assistant", [&](auto& c) { return said(delete_assistant(c)); }},
  });
}

TEST_F(AuditedChanges, OfPeopleAreNotMadeWithoutTheirEntry) {
  add_person("cleo", "viewer");
  hold({
      {"invite_user", [&](auto& c) { return said(invite_user(c, {.email = "dora@fettle.test"})); }},
      {"revoke_invitation",
       [&](auto& c) {
         const auto listed = list_invitations(c, {});
         return said(revoke_invitation(c, listed->items.front().id));
       }},
      {"create_token",
       [&](auto& c) {
         const auto result = create_token(c, {.name = "ci",
                                              .scopes = {security::Scope::kRead},
                                              .expires_at = c.now + Milliseconds(1'000'000)});
         if (result) token = result->api_token.id;
         return said(result);
       }},
      {"revoke_token", [&](auto& c) { return said(revoke_token(c, token)); }},
      {"update_profile", [&](auto& c) { return said(update_profile(c, {.name = "Ann B"}, {})); }},
      {"update_person",
       [&](auto& c) {
         return said(update_person(c, {.id = "cleo-id", .version = {}},
                                   {.role = security::Role::kEngineer}));
       }},
      {"make_password_link", [&](auto& c) { return said(make_password_link(c, "cleo-id")); }},
  });
}

// Whoever carries the batch out stores both; here nobody does.
TEST_F(AuditedChanges, OfBatchesBringTheirEntryWithTheWord) {
  auto context = ann();
  ASSERT_TRUE(teams.database().run(
      "insert into prompts (batch_id, session_id, kind, stage, step, text, since) values "
      "(?, ?, 'gate', 'steps', 0, '', 1), (?, ?, 'gate', 'steps', 0, '', 1)",
      batch, session(0), batch, session(1)));
  const auto before = entries();
  ASSERT_TRUE(tell_batch(context, batch, engine::PauseBatch{by(context, "lunch")},
                         audit_action("batch.paused"), {}));
  ASSERT_TRUE(tell_session(context, session(0), engine::SkipSession{"old"},
                           audit_action("session.skipped"), {}));
  ASSERT_TRUE(answer_gates(context, batch, {.approved = true, .comment = "go"}));
  EXPECT_EQ(entries(), before) << "what is stored apart can be stored alone";
  ASSERT_THAT(heard.audits, SizeIs(3)) << "an answer to two gates is one word of a person";
  EXPECT_EQ(heard.audits[0].action, "batch.paused");
  EXPECT_EQ(heard.audits[0].subject, batch);
  EXPECT_EQ(heard.audits[0].actor_id, TestTeams::kAnn);
  EXPECT_EQ(heard.audits[1].action, "session.skipped");
  EXPECT_EQ(heard.audits[1].subject, session(0));
  EXPECT_EQ(heard.audits[2].action, "gates.approved");
  EXPECT_THAT(heard.audits[2].after, HasSubstr(R"("comment":"go")"));
}

}  // namespace
}  // namespace fettle::usecases
