#include "cli/catalogue.hpp"

#include <boost/describe/class.hpp>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ostream>
#include <system_error>
#include <vector>

#include "base/embedded_file.hpp"
#include "base/enum_name.hpp"
#include "base/source_text.hpp"
#include "cli/files.hpp"
#include "cli/view/json_line.hpp"
#include "cli/view/safe_text.hpp"
#include "core/flow/nearest.hpp"
#include "core/flow/parse_flow.hpp"
#include "core/flow/recipe_catalogue.hpp"
#include "embedded/flows.hpp"
#include "embedded/recipes.hpp"

namespace fettle::cli {
namespace {

struct EntryJson {
  std::string name;
  std::string kind;  ///< type of a plan, or `recipe`
  std::string title;
};
BOOST_DESCRIBE_STRUCT(EntryJson, (), (name, kind, title))

std::string_view name_of_file(std::string_view file) {
  return file.ends_with(".md") ? file.substr(0, file.size() - 3) : file;
}

std::optional<std::string_view> find_in(std::span<const EmbeddedFile> files,
                                        std::string_view name) {
  const auto found = std::ranges::find(
      files, name_of_file(name), [](const EmbeddedFile& file) { return name_of_file(file.name); });
  if (found == files.end()) return std::nullopt;
  return std::string_view(found->bytes);
}

std::vector<EntryJson> entries() {
  std::vector<EntryJson> all;
  for (const auto& file : embedded::flows()) {
    const auto parsed = flow::parse_flow(SourceText(std::string(file.name), file.bytes));
    if (!parsed.flow) continue;  // a test of the catalogue would have failed
    all.push_back({std::string(name_of_file(file.name)), std::string(enum_name(parsed.flow->type)),
                   parsed.flow->name});
  }
  for (const auto& file : embedded::recipes()) {
    const auto parsed = flow::parse_recipe(SourceText(std::string(file.name), file.bytes));
    if (!parsed.recipe) continue;
    all.push_back({std::string(name_of_file(file.name)), "recipe", parsed.recipe->name});
  }
  return all;
}

/// The text, or kNotFound with the name that was most likely meant.
Result<std::string_view> text_of(const std::string& name) {
  if (const auto text = find_in_catalogue(name)) return *text;
  std::vector<std::string_view> known;
  for (const auto& file : embedded::flows()) known.push_back(name_of_file(file.name));
  for (const auto& file : embedded::recipes()) known.push_back(name_of_file(file.name));
  return fail(ErrorCode::kNotFound,
              fmt::format("the catalogue has no {}; {}", safe_line(name, Charset::kUtf8),
                          flow::did_you_mean(name, known, "`fettle catalogue` lists it")));
}

int report(const Error& error, const Console& console) {
  console.err << show(error, "fettle", {});
  return row(error.code).exit_status;
}

Result<void> write_new(const std::string& path, std::string_view text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (file < 0) {
    const auto reason = errno == EEXIST ? std::string("it is there already; name another file")
                                        : std::generic_category().message(errno);
    return fail(ErrorCode::kIo, fmt::format("{} can't be made: {}", path, reason));
  }
  while (!text.empty()) {
    const auto written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      const auto reason = std::generic_category().message(errno);
      ::close(file);
      return fail(ErrorCode::kIo, fmt::format("{} can't be written: {}", path, reason));
    }
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::close(file) == 0) return {};
  return fail(ErrorCode::kIo,
              fmt::format("{} can't be written: {}", path, std::generic_category().message(errno)));
}

}  // namespace

std::optional<std::string_view> find_shipped_plan(std::string_view name) {
  return find_in(embedded::flows(), name);
}

std::optional<std::string_view> find_in_catalogue(std::string_view name) {
  if (const auto plan = find_shipped_plan(name)) return plan;
  return find_in(embedded::recipes(), name);
}

int list_catalogue(const CatalogueOptions& options, const Console& console) {
  const auto all = entries();
  if (options.format == OutputFormat::kJson) {
    write_json_line(console.out, all);
    return kExitDone;
  }
  std::size_t width = 0;
  for (const auto& entry : all) width = std::max(width, entry.name.size());
  for (const auto& entry : all) {
    console.out << fmt::format("{:<{}}  {:<15}  {}\n", entry.name, width, entry.kind, entry.title);
  }
  return kExitDone;
}

int show_from_catalogue(const CatalogueOptions& options, const Console& console) {
  const auto text = text_of(options.name);
  if (!text) return report(text.error(), console);
  console.out << *text;
  return kExitDone;
}

int copy_from_catalogue(const CatalogueOptions& options, const Console& console) {
  const auto text = text_of(options.name);
  if (!text) return report(text.error(), console);
  const auto file =
      options.file.empty() ? fmt::format("{}.md", name_of_file(options.name)) : options.file;
  if (const auto written = write_new(file, *text); !written) {
    return report(written.error(), console);
  }
  console.err << fmt::format("Copied to {}.\n", safe_line(file, Charset::kUtf8));
  return kExitDone;
}

}  // namespace fettle::cli
