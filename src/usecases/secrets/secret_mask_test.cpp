// Whatever people write, a secret's value in it is stored, told and audited nowhere.
#include "usecases/secrets/secret_mask.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "usecases/batches/batch_words.hpp"
#include "usecases/batches/heard_words_test_support.hpp"
#include "usecases/batches/launched_batch_test_support.hpp"
#include "usecases/batches/recorded_output.hpp"
#include "usecases/batches/session_record.hpp"
#include "usecases/schedules/schedules.hpp"
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
using ::testing::Not;

constexpr std::string_view kValue = "hunter2-hunter2";

class FreeText : public LaunchedBatch {
 protected:
  FreeText() {
    launch({"rds-01", "rds-02"});
    auto ann = north();
    EXPECT_TRUE(put_secret(ann, {.name = "LOGIN", .version = {}}, {.value = std::string(kValue)}));
  }
  Context north() {
    auto context = teams.north();
    return {.database = context.database,
            .actor = context.actor,
            .now = context.now,
            .random = context.random,
            .services = services};
  }
  SessionDetail detail() {
    auto ann = north();
    return *get_session(ann, session(0));
  }
  std::string server() {
    auto ann = north();
    return create_server(ann, {{.name = "web1"}, {}})->id;
  }
  std::string list() {
    auto ann = north();
    return create_target_list(ann, {.name = "Web"})->id;
  }
  ScheduleView schedule() {
    auto ann = north();
    std::string plan(kPlan);
    plan.replace(plan.find("low"), 3, "medium");
    ScheduleInput input{.tree_id = create_flow(ann, {.markdown = plan})->id,
                        .cron_expression = "30 * * * *"};
    input.targets = {{.label = "web1", .notes = {}}};
    return *create_schedule(ann, input);
  }
  /// The columns that hold the value, as `table.column`.
  std::vector<std::string> places() {
    std::vector<std::string> found;
    auto& database = teams.database();
    for (const auto& table : *database.all<std::string>(
             "select name from sqlite_master where type = 'table' order by name")) {
      for (const auto& column :
           *database.all<std::string>("select name from pragma_table_info(?)", table)) {
        const auto rows = database.one<std::int64_t>(
            fmt::format("select count(*) from {} where instr(cast({} as text), ?) > 0", table,
                        column),
            kValue);
        if (rows && *rows > 0) found.push_back(table + "." + column);
      }
    }
    return found;
  }

  using Write = std::function<bool(Context&, const std::string& text)>;
  /// Whatever writes a text stores, tells and audits it without the value.
  void hold(const std::vector<std::pair<std::string, Write>>& writes) {
    for (const auto& [name, write] : writes) {
      auto ann = north();
      EXPECT_TRUE(write(ann, fmt::format("see {} there", kValue))) << name;
      EXPECT_THAT(places(), ::testing::IsEmpty()) << name;
      EXPECT_THAT(std::exchange(heard.words, {}), Not(HasSubstr(kValue))) << name;
      for (const auto& audit : heard.audits) {
        EXPECT_THAT(audit.after, Not(HasSubstr(kValue))) << name;
      }
    }
  }

  HeardWords heard;
  Services services{.batches = heard,
                    .public_url = "https://fettle.test",
                    .secret_box = security::SecretBox({std::string(32, 'k')})};
};

TEST_F(FreeText, OfAWordToABatchHoldsNoSecret) {
  hold({
      {"a rejected launch",
       [&](Context& ann, const std::string& text) {
         EXPECT_TRUE(teams.database().run("update batches set status = 'pending_approval'"));
         return decide_launch(ann, batch, {.approved = false, .comment = text}).has_value();
       }},
      {"an approved launch",
       [&](Context& ann, const std::string& text) {
         const auto digest = get_batch(ann, batch)->digest;
         return decide_launch(ann, batch, {.approved = true, .digest = digest, .comment = text})
             .has_value();
       }},
      {"a paused batch",
       [&](Context& ann, const std::string& text) {
         return tell_batch(ann, batch, engine::PauseBatch{by(ann, text)}, "batch.paused", {})
             .has_value();
       }},
      {"a cancelled batch",
       [&](Context& ann, const std::string& text) {
         return tell_batch(ann, batch, engine::CancelBatch{text}, "batch.cancelled", {})
             .has_value();
       }},
      {"the question between two rings",
       [&](Context& ann, const std::string& text) {
         return tell_batch(ann, batch, engine::AnswerBatchGate{true, by(ann, text)},
                           "ring.approved", {})
             .has_value();
       }},
      {"the gates of a step",
       [&](Context& ann, const std::string& text) {
         EXPECT_TRUE(teams.database().run(
             "insert into prompts (batch_id, session_id, kind, stage, step, text, since) values "
             "(?, ?, 'gate', 'steps', 0, '', 1)",
             batch, session(0)));
         return answer_gates(ann, batch, {.approved = true, .comment = text}).has_value();
       }},
  });
}

TEST_F(FreeText, OfASessionHoldsNoSecret) {
  hold({
      {"a skipped session",
       [&](Context& ann, const std::string& text) {
         return tell_session(ann, session(0), engine::SkipSession{text}, "session.skipped", {})
             .has_value();
       }},
      {"an answered step",
       [&](Context& ann, const std::string& text) {
         return tell_session(ann, session(0),
                             engine::AnswerPerson{{flow::Answered::Mark::kDone, text}, by(ann, {})},
                             "step.answered", {})
             .has_value();
       }},
      {"a session's record",
       [&](Context& ann, const std::string& text) {
         EXPECT_TRUE(teams.database().run("update sessions set status = 'completed'"));
         return change_session_record(ann, session(0),
                                      {.scratchpad = text,
                                       .outcome = "done",
                                       .outcome_notes = text,
                                       .next_steps = text},
                                      {})
             .has_value();
       }},
      {"a note",
       [&](Context& ann, const std::string& text) {
         return add_session_note(ann, session(0), {.step = 0, .text = text}).has_value();
       }},
      {"a step of its own",
       [&](Context& ann, const std::string& text) {
         return add_ad_hoc_step(ann, session(0), {.title = text, .mark = "done", .text = text})
             .has_value();
       }},
      {"what was seen by hand",
       [&](Context& ann, const std::string& text) {
         return record_output(ann, detail(), text).has_value();
       }},
  });
}

TEST_F(FreeText, OfARuleHoldsNoSecret) {
  hold({
      {"the stop switch",
       [&](Context& ann, const std::string& text) {
         return set_stop_switch(ann, text).has_value();
       }},
      {"an override",
       [&](Context& ann, const std::string& text) {
         return override_windows(ann, batch, text).has_value();
       }},
      {"a freeze",
       [&](Context& ann, const std::string& text) {
         return create_freeze(ann, {.name = "Year end",
                                    .reason = text,
                                    .scope = {},
                                    .begins_at = Instant{1},
                                    .ends_at = Instant{2}})
             .has_value();
       }},
      {"a rejected schedule",
       [&](Context& ann, const std::string& text) {
         return decide_schedule(ann, schedule().id, {.approved = false, .comment = text})
             .has_value();
       }},
  });
}

TEST_F(FreeText, OfAServerHoldsNoSecret) {
  hold({
      {"a server's mode",
       [&](Context& ann, const std::string& text) {
         return set_server_mode(ann, {.id = server(), .mode = "audit", .reason = text}).has_value();
       }},
      {"a bulk change",
       [&](Context& ann, const std::string& text) {
         return edit_servers(
                    ann, {.filter = ServerFilterInput{}, .set = {.mode = "shadow", .reason = text}})
             .has_value();
       }},
      {"a server's notes",
       [&](Context& ann, const std::string& text) {
         return create_server(ann, {{.name = "web2", .notes = text}, {}}).has_value();
       }},
      {"an import of servers",
       [&](Context& ann, const std::string& text) {
         ImportServers import{.format = "csv", .text = "name,notes\nweb3," + text + "\n"};
         const auto seen = import_servers(ann, import);
         EXPECT_THAT(to_json(seen->added), Not(HasSubstr(kValue)));
         import.apply = true;
         import.digest = seen->digest;
         return import_servers(ann, import).has_value();
       }},
  });
}

TEST_F(FreeText, OfATargetListHoldsNoSecret) {
  hold({
      {"a target list",
       [&](Context& ann, const std::string& text) {
         return create_target_list(ann, {.name = "RDS",
                                         .description = text,
                                         .targets = {{{.label = "rds-01", .notes = text}}}})
             .has_value();
       }},
      {"an import of targets",
       [&](Context& ann, const std::string& text) {
         ImportTargets import{list(), {.format = "csv", .text = "label,notes\na," + text + "\n"}};
         import.body.digest = import_targets(ann, import)->digest;
         import.body.apply = true;
         return import_targets(ann, import).has_value();
       }},
  });
}

TEST_F(FreeText, OfASecretHoldsNoneEither) {
  hold({
      {"the description of a secret",
       [&](Context& ann, const std::string& text) {
         return put_secret(ann, {.name = "OTHER", .version = {}},
                           {.description = text + " next-value", .value = "next-value"})
             .has_value();
       }},
  });
  EXPECT_EQ(
      teams.database().one<std::string>("select description from secrets where name = ?", "OTHER"),
      "see *** there ***");
}

TEST_F(FreeText, IsWrittenAlsoWhereNoMasterKeyOpensTheSecrets) {
  services.secret_box = {};
  auto ann = north();
  EXPECT_EQ(set_stop_switch(ann, "the storage is failing")->reason, "the storage is failing");
}

TEST_F(FreeText, OfAnotherTeamIsNotComparedWithThisTeamsSecrets) {
  auto bob = teams.south();
  std::string text(kValue);
  ASSERT_TRUE(hide_secrets(bob, text));
  EXPECT_EQ(text, kValue);
}

}  // namespace
}  // namespace fettle::usecases
