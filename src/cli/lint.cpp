#include "cli/lint.hpp"

#include <boost/describe/class.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <utility>

#include "base/json.hpp"
#include "base/source_text.hpp"
#include "cli/files.hpp"
#include "core/flow/parse_flow.hpp"
#include "core/flow/recipe_book.hpp"

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

std::vector<Diagnostic> problems_of(const SourceText& source) {
  if (looks_like_recipe(source.text())) return flow::parse_recipe(source).diagnostics;
  return flow::parse_flow(source).diagnostics;
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
  int status = kExitDone;
  for (const auto& file : options.files) {
    const auto text = read_file(file, kBytesRead);
    if (!text) {
      console.err << show(text.error(), file, {});
      status = kExitUsage;
      continue;
    }
    const SourceText source(file, *text);
    const auto problems = problems_of(source);
    if (options.format == LintOptions::Format::kText) console.out << source.show(problems);
    for (const auto& problem : problems) findings.push_back(make_finding(file, problem));
  }
  if (options.format == LintOptions::Format::kJson) console.out << to_json(findings) << "\n";
  if (options.format == LintOptions::Format::kSarif) console.out << sarif(findings);
  const bool has_errors = std::ranges::any_of(
      findings, [](const Finding& finding) { return finding.severity == "error"; });
  return status == kExitDone && has_errors ? kExitFailed : status;
}

}  // namespace fettle::cli
