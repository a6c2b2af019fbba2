#include "cli/lint.hpp"

#include <boost/describe/class.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <set>
#include <utility>

#include "base/json.hpp"
#include "base/source_text.hpp"
#include "cli/files.hpp"
#include "cli/shell_syntax.hpp"
#include "core/document/characters.hpp"
#include "core/flow/nearest.hpp"
#include "core/flow/parse_flow.hpp"
#include "core/flow/recipe_catalogue.hpp"
#include "core/flow/shell_samples.hpp"
#include "embedded/recipes.hpp"

namespace fettle::cli {
namespace {

/// A text over the limit of flows is a finding like any other; one over this is not even read.
constexpr std::size_t kBytesRead = 16 * flow::kTextBytesMax;

/// One line of `--json`.
struct Finding {
  std::string file;
  std::string severity;
  int line = 1;
  int column = 1;
  std::string code;
  std::string message;
  std::string hint;
};
BOOST_DESCRIBE_STRUCT(Finding, (), (file, severity, line, column, code, message, hint))

/// A recipe is told by the `slug` of its front matter, which no plan has.
bool looks_like_recipe(std::string_view text) {
  const auto front = text.substr(0, text.find("\n---", 3));
  return front.starts_with("slug:") || front.find("\nslug:") != std::string_view::npos;
}

/// The slug that a recipe's text gives itself.
std::string_view slug_in(std::string_view text) {
  const auto key = text.find("\nslug:");
  if (key == std::string_view::npos) return {};
  const auto line = text.substr(key + 6, text.find('\n', key + 6) - key - 6);
  return document::trim(line);
}

using Slugs = std::set<std::string, std::less<>>;

void warn_unknown_recipes(const flow::Flow& flow, const Slugs& slugs, Diagnostics& problems) {
  const std::vector<std::string_view> known(slugs.begin(), slugs.end());
  for (const auto* steps : {&flow.steps, &flow.rollback}) {
    for (const auto& step : *steps) {
      const auto* recipe = std::get_if<flow::Recipe>(&step.body);
      if (recipe == nullptr || slugs.contains(recipe->slug.value)) continue;
      problems.warning("recipe.unknown", recipe->slug.span,
                       fmt::format("there is no recipe `{}` in the catalogue or among these files",
                                   recipe->slug.value),
                       flow::did_you_mean(
                           recipe->slug.value, known,
                           "name the recipe's file here too, and its folder with `--recipes` when "
                           "the plan is run"));
    }
  }
}

std::vector<Diagnostic> problems_of(const SourceText& source, const Slugs& slugs) {
  Diagnostics problems;
  const auto add = [&](std::vector<Diagnostic> found) {
    for (auto& problem : found) problems.add(std::move(problem));
  };
  if (looks_like_recipe(source.text())) {
    auto parsed = flow::parse_recipe(source);
    add(std::move(parsed.diagnostics));
    if (parsed.recipe) {
      add(check_syntax(source, flow::shell_samples(*parsed.recipe), Severity::kWarning));
    }
    return problems.sorted();
  }
  auto parsed = flow::parse_flow(source);
  add(std::move(parsed.diagnostics));
  if (parsed.flow) {
    add(check_syntax(source, flow::shell_samples(*parsed.flow), Severity::kWarning));
    warn_unknown_recipes(*parsed.flow, slugs, problems);
  }
  return problems.sorted();
}

struct File {
  std::string name;
  std::string text;
};

/// Those that can be read; of the others it is said why not.
std::vector<File> read_files(const std::vector<std::string>& names, const Console& console) {
  std::vector<File> files;
  for (const auto& name : names) {
    auto text = read_file(name, kBytesRead);
    if (text) {
      files.push_back({name, *std::move(text)});
    } else {
      console.err << show(text.error(), name, {});
    }
  }
  return files;
}

Slugs known_slugs(const std::vector<File>& files) {
  Slugs slugs;
  for (const auto& recipe : embedded::recipes()) slugs.emplace(slug_in(recipe.bytes));
  for (const auto& file : files) {
    if (looks_like_recipe(file.text)) slugs.emplace(slug_in(file.text));
  }
  return slugs;
}

Finding make_finding(const std::string& file, const Diagnostic& diagnostic) {
  return {file,
          name(diagnostic.severity),
          diagnostic.span.begin.line,
          diagnostic.span.begin.column,
          diagnostic.code,
          diagnostic.message,
          diagnostic.hint};
}

// --- SARIF ------------------------------------------------------------------------------------

// NOLINTBEGIN(readability-identifier-naming): the members are called as SARIF calls them
struct Text {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Text, (), (text))
struct Region {
  int startLine = 1;
  int startColumn = 1;
};
BOOST_DESCRIBE_STRUCT(Region, (), (startLine, startColumn))
struct Artifact {
  std::string uri;
};
BOOST_DESCRIBE_STRUCT(Artifact, (), (uri))
struct PhysicalLocation {
  Artifact artifactLocation;
  Region region;
};
BOOST_DESCRIBE_STRUCT(PhysicalLocation, (), (artifactLocation, region))
struct Location {
  PhysicalLocation physicalLocation;
};
BOOST_DESCRIBE_STRUCT(Location, (), (physicalLocation))
struct SarifResult {
  std::string ruleId;
  std::string level;
  Text message;
  std::vector<Location> locations;
};
BOOST_DESCRIBE_STRUCT(SarifResult, (), (ruleId, level, message, locations))
// NOLINTEND(readability-identifier-naming)

std::string sarif(const std::vector<Finding>& findings) {
  std::vector<SarifResult> results;
  for (const auto& finding : findings) {
    const auto hint = finding.hint.empty() ? "" : "; " + finding.hint;
    results.push_back({finding.code,
                       finding.severity,
                       {finding.message + hint},
                       {{{{finding.file}, {finding.line, finding.column}}}}});
  }
  return fmt::format(R"({{"$schema":"https://json.schemastore.org/sarif-2.1.0.json",)"
                     R"("version":"2.1.0","runs":[{{"tool":{{"driver":{{"name":"fettle",)"
                     R"("version":"{}"}}}},"results":{}}}]}})",
                     FETTLE_VERSION, to_json(results)) +
         "\n";
}

}  // namespace

int lint(const LintOptions& options, const Console& console) {
  std::vector<Finding> findings;
  const auto files = read_files(options.files, console);
  const auto slugs = known_slugs(files);
  for (const auto& [name, text] : files) {
    const SourceText source(name, text);
    const auto problems = problems_of(source, slugs);
    if (options.format == LintOptions::Format::kText) console.out << source.show(problems);
    for (const auto& problem : problems) findings.push_back(make_finding(name, problem));
  }
  if (options.format == LintOptions::Format::kJson) console.out << to_json(findings) << "\n";
  if (options.format == LintOptions::Format::kSarif) console.out << sarif(findings);
  const bool has_errors = std::ranges::any_of(
      findings, [](const Finding& finding) { return finding.severity == "error"; });
  if (files.size() < options.files.size()) return kExitUsage;
  return has_errors ? kExitFailed : kExitDone;
}

}  // namespace fettle::cli
