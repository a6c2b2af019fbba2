// Drives each place that prints text from outside with text that would drive a terminal: file
// names, plans, inventories, values, targets, hosts. Whatever is printed has no hidden character in
// it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "base/json.hpp"
#include "base/visible_text.hpp"
#include "cli/batches.hpp"
#include "cli/catalogue.hpp"
#include "cli/clean.hpp"
#include "cli/cron.hpp"
#include "cli/files.hpp"
#include "cli/lint.hpp"
#include "cli/logs.hpp"
#include "cli/plan_show.hpp"
#include "cli/prompt_queue.hpp"
#include "cli/resume.hpp"
#include "cli/run.hpp"
#include "cli/show.hpp"
#include "cli/view/json_view.hpp"
#include "cli/view/plain_view.hpp"
#include "cli/view/summary.hpp"
#include "cli/view/view_test_support.hpp"

namespace fettle::cli {
namespace {

using testing::HasSubstr;

/// Written into every text below, as it is and as YAML spells it.
const std::string kHostile = "a\x1b]0;t\x07\x1b[2Jb\u202Ec\u200Bd\u009Be\x7F";
const std::string kSpelled = R"(a\e]0;t\a\e[2Jb\u202Ec\u200Bd\u009Be\x7F)";

class HostileText : public testing::Test {
 protected:
  ~HostileText() override { std::filesystem::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text) const {
    auto path = folder_ + "/" + name;
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }
  Console console() { return {out_, err_, false, "tester"}; }

  /// That something was said, and nothing of it is hidden.
  void expect_visible() {
    const auto said = out_.str() + err_.str();
    EXPECT_FALSE(said.empty());
    const auto found = find_hidden(said);
    EXPECT_FALSE(found) << name_point(said.substr(found->begin, found->size)) << " in " << said;
    out_.str({});
    err_.str({});
  }

  std::string plan(const std::string& command) const {
    return "---\nsubject: \"" + kSpelled + "\"\nrisk_level: low\ntags: [\"" + kSpelled +
           "\"]\nvariables:\n  v: {type: string, default: x, help: \"" + kSpelled +
           "\"}\n---\n# Maintenance: " + kHostile + "\n\n" + kHostile +
           "\n\n## Steps\n\n### Step 1: " + kHostile + "\n" + kHostile +
           "\n```yaml\ntype: custom_tool\ncommand: " + command +
           "\n```\n\n### Step 2: b\n```yaml\ntype: notify\nmessage: \"" + kSpelled +
           " {{ v }}\"\n```\n\n### Step 3: c\n```yaml\ntype: human_gate\nmessage: \"" + kSpelled +
           "\"\n```\n\n## Note " + kHostile + "\n\n" + kHostile + "\n";
  }

  std::string folder_ = [] {
    auto folder = testing::TempDir() + "fettle_hostile_" + std::to_string(::getpid());
    std::filesystem::create_directories(folder);
    return folder;
  }();
  std::ostringstream out_;
  std::ostringstream err_;
};

TEST_F(HostileText, IsShownByLintInEveryForm) {
  const auto file = write("\x1b[2J\u202E.md", plan("\"" + kSpelled + "\""));
  const auto bad = write("bad.md", "---\n\"" + kSpelled + "\": 1\nsubject: x\n---\n# x\n");
  using Format = LintOptions::Format;
  for (const auto format : {Format::kText, Format::kJson, Format::kSarif}) {
    lint({{file, bad, folder_ + "/no" + kHostile}, format}, console());
    EXPECT_THAT(out_.str(), HasSubstr("shell.hidden-character"));
    if (format != Format::kText) EXPECT_TRUE(parse_json(out_.str(), {}));
    expect_visible();
  }
}

TEST_F(HostileText, IsShownByThePlanAndThePreview) {
  const auto file = write("plan.md", plan("date"));
  for (const auto format : {OutputFormat::kText, OutputFormat::kJson}) {
    EXPECT_EQ(show_plan({{.plan = file}, format}, console()), kExitDone) << err_.str();
    expect_visible();
    RunOptions run{.launch = {.plan = file, .local = true},
                   .format = format,
                   .dry_run = RunOptions::DryRun::kPlan};
    EXPECT_EQ(run_plan(run, console()), kExitDone) << err_.str();
    expect_visible();
    run.launch.variables = {"v=a\u202Eb\u200B"};
    EXPECT_EQ(run_plan(run, console()), kExitDone) << err_.str();
    expect_visible();
  }
}

TEST_F(HostileText, IsShownByWhatRefusesARun) {
  const auto file = write("plan.md", plan("date {{ v }}"));
  RunOptions run{.launch = {.plan = file, .local = true}};
  run_plan(run, console());  // gates, and no terminal
  expect_visible();
  run.launch.variables = {"v=" + kHostile};
  EXPECT_EQ(run_plan(run, console()), kExitUsage);
  expect_visible();
  for (const auto& pair : {kHostile, kHostile + "=1", kHostile + "=2"}) {
    run.launch.variables = {pair};
    EXPECT_EQ(run_plan(run, console()), kExitUsage);
    expect_visible();
  }
  run.launch = {.plan = file, .targets = "web1," + kHostile};
  EXPECT_EQ(run_plan(run, console()), kExitUsage);
  expect_visible();
  run.launch = {.plan = file,
                .inventories = {write("h\x1b[1m.ini", "[" + kHostile + "]\n" + kHostile)}};
  run_plan(run, console());
  expect_visible();
  run.launch = {.plan = folder_ + "/none" + kHostile, .local = true};
  EXPECT_EQ(run_plan(run, console()), kExitUsage);
  expect_visible();
}

TEST_F(HostileText, IsShownByErrorsAndDiagnostics) {
  Error error{ErrorCode::kInvalid, kHostile, {}, {}};
  err_ << show(error, kHostile, kHostile);
  expect_visible();
  error.diagnostics.push_back({Severity::kError, "x.y", {{1, 1}, {1, 2}}, kHostile, kHostile});
  err_ << show(error, kHostile, kHostile);
  expect_visible();
}

TEST_F(HostileText, IsShownByTheGate) {
  flow::Flow flow;
  flow::Step step;
  step.title = kHostile;
  step.prose = kHostile;
  step.body = flow::CustomTool{.command = {"touch PWNED #\r" + kHostile}};
  flow.steps = {step};
  const Console terminal = console();  // the desk refers to it
  PromptQueue desk(
      flow, [&](int) { return std::make_shared<const flow::Flow>(flow); }, {kHostile},
      Consent::kAsk, terminal);
  desk.put({.kind = Question::Kind::kStepGate,
            .session = "s",
            .target = kHostile,
            .position = 0,
            .step = 0,
            .reason = kHostile});
  out_ << desk.prompt();
  EXPECT_THAT(out_.str(), HasSubstr("touch PWNED #^M"));
  expect_visible();
}

TEST_F(HostileText, IsShownByTheViews) {
  auto outline = outline_of(1);
  outline.name = outline.targets[0] = outline.steps[0] = kHostile;
  PlainView plain(outline, out_);
  JsonView json(outline, out_);
  for (ports::Observer* view :
       {static_cast<ports::Observer*>(&plain), static_cast<ports::Observer*>(&json)}) {
    Teller tell(*view, outline);
    tell.session(0, {0}, engine::EventKind::kSessionStarted, "running");
    tell.session(0, {0, 0}, engine::EventKind::kStepStarted, "running");
    tell.output({0, 0}, kHostile + "\n" + kHostile);
    tell.session(1, {0, 0}, engine::EventKind::kStepEnded, "failed", kHostile);
    tell.session(1, {0}, engine::EventKind::kSessionEnded, "failed", kHostile);
    tell.batch(2, engine::EventKind::kBatchHalted, "halted", kHostile);
    expect_visible();
  }
}

// --- what ran ---------------------------------------------------------------------------------

/// Two batches of a hostile plan, whose step failed with hostile output.
class HostileHistory : public HostileText {
 protected:
  HostileHistory() {
    ::setenv("FETTLE_HOME", (folder_ + "/receipts").c_str(), 1);
    const auto file = write(
        "plan.md", plan("\"printf 'a\\\\033[2J\\\\r\\\\177\\\\342\\\\200\\\\256\\\\n'; exit 4\""));
    for (int i = 0; i < 2; ++i) {
      const RunOptions run{.launch = {.plan = file, .local = true},
                           .database = database_,
                           .consent = Consent::kEverything};
      EXPECT_EQ(run_plan(run, console()), kExitFailed) << err_.str();
    }
    expect_visible();
  }
  ~HostileHistory() override { ::unsetenv("FETTLE_HOME"); }

  std::string database_ = folder_ + "/db\x1b[2J";
};

TEST_F(HostileHistory, IsShownByTheListOfBatches) {
  for (const auto format : {OutputFormat::kText, OutputFormat::kJson}) {
    EXPECT_EQ(list_batches({.database = database_, .format = format}, console()), kExitDone);
    EXPECT_THAT(out_.str(), HasSubstr("]0;t"));
    expect_visible();
  }
}

TEST_F(HostileHistory, IsShownByABatchInEveryForm) {
  ShowOptions options{.batch = "last", .database = database_};
  for (const auto format : {OutputFormat::kText, OutputFormat::kJson}) {
    options.format = format;
    EXPECT_EQ(show_batch(options, console()), kExitDone) << err_.str();
    expect_visible();
  }
  for (const auto form :
       {ReportForm::kMarkdown, ReportForm::kHtml, ReportForm::kCsv, ReportForm::kTicket}) {
    options.report = form;
    EXPECT_EQ(show_batch(options, console()), kExitDone) << err_.str();
    auto report = out_.str();  // RFC 4180 ends lines so
    for (auto at = report.find("\r\n"); at != std::string::npos; at = report.find("\r\n", at)) {
      report.erase(at, 1);
    }
    out_.str(report);
    expect_visible();
  }
}

TEST_F(HostileHistory, IsShownByTheLogs) {
  for (const auto format : {OutputFormat::kText, OutputFormat::kJson}) {
    const LogsOptions options{.batch = "last", .database = database_, .format = format};
    EXPECT_EQ(show_logs(options, console()), kExitDone) << err_.str();
    EXPECT_THAT(out_.str(), HasSubstr("[2J"));
    expect_visible();
  }
}

TEST_F(HostileHistory, IsShownByTheChoicesOfResume) {
  ResumeOptions options;
  options.database = database_;
  options.retry = true;
  EXPECT_EQ(resume_batch(options, console()), kExitUsage);
  EXPECT_THAT(err_.str(), HasSubstr("]0;t"));  // both are listed
  expect_visible();
}

TEST_F(HostileHistory, IsShownByWhatNamesABatchATargetOrADatabase) {
  for (const auto& batch : {kHostile, std::string("last")}) {
    show_batch({.batch = batch, .database = batch == "last" ? kHostile : database_}, console());
    expect_visible();
    show_logs({.batch = batch, .target = kHostile, .database = database_}, console());
    expect_visible();
    ResumeOptions resume;
    resume.batch = batch;
    resume.database = batch == "last" ? kHostile : database_;
    resume.cancel = true;
    EXPECT_NE(resume_batch(resume, console()), kExitDone);
    expect_visible();
  }
  list_batches({.database = folder_ + "/none" + kHostile}, console());
  expect_visible();
  clean({.database = folder_ + "/none" + kHostile}, console());
  expect_visible();
  const auto no_database = write("no" + kHostile, "no database" + kHostile);
  list_batches({.database = no_database}, console());
  expect_visible();
}

TEST_F(HostileText, IsShownByTheCatalogue) {
  for (const auto format : {OutputFormat::kText, OutputFormat::kJson}) {
    list_catalogue({.format = format}, console());
    expect_visible();
    show_from_catalogue({.name = kHostile, .format = format}, console());
    expect_visible();
    copy_from_catalogue({.name = kHostile, .format = format}, console());
    expect_visible();
    const auto file = write("taken" + kHostile, "");
    for (const auto& to : {file, folder_ + "/" + kHostile, folder_ + "/no" + kHostile + "/x"}) {
      copy_from_catalogue({.name = "disk-cleanup-cycle", .file = to, .format = format}, console());
      expect_visible();
    }
  }
}

}  // namespace
}  // namespace fettle::cli
