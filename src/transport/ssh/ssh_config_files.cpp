#include "transport/ssh/ssh_config_files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <glob.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <system_error>
#include <utility>

#include "core/document/shell.hpp"
#include "transport/os/child.hpp"

namespace fettle::transport {
namespace {

constexpr int kIncludesDeep = 16;  // as OpenSSH
constexpr std::size_t kFileBytesMax = std::size_t{1} << 20;
constexpr std::size_t kFilesMax = 1'000;
constexpr std::string_view kSystemFile = "/etc/ssh/ssh_config";

/// How a file is trusted, as OpenSSH does it: the system's as it is, and so the one that is given,
/// which has to be there; the user's and whatever is included only where nobody else may write.
enum class Owners { kAny, kGiven, kOursOnly };

struct Loaded {
  std::string text;
  std::string problem;
  bool missing = false;
};

std::string reason(int error) { return std::generic_category().message(error); }

/// What is no plain file is not waited for: a FIFO would hold everything up.
Loaded load(const std::string& path, Owners owners) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0)
    return {.text = {}, .problem = "can't be read: " + reason(errno), .missing = errno == ENOENT};
  struct stat about{};
  if (::fstat(file.get(), &about) != 0)
    return {.text = {}, .problem = "can't be read: " + reason(errno)};
  if (!S_ISREG(about.st_mode)) {
    if (path == "/dev/null") return {};
    return {.text = {}, .problem = "is no plain file"};
  }
  const bool ours = about.st_uid == 0 || about.st_uid == ::getuid();
  if (owners == Owners::kOursOnly && (!ours || (about.st_mode & 022) != 0))
    return {.text = {},
            .problem =
                "belongs to or may be written by others, and OpenSSH refuses it too; "
                "run: chmod go-w " +
                document::shell_quote(path)};
  Loaded result;
  std::array<char, 1 << 14>
      buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): read fills it
  for (;;) {
    const ssize_t count = ::read(file.get(), buffer.data(), buffer.size());
    if (count < 0) return {.text = {}, .problem = "can't be read: " + reason(errno)};
    if (count == 0) return result;
    result.text.append(buffer.data(), static_cast<std::size_t>(count));
    if (result.text.size() > kFileBytesMax) return {.text = {}, .problem = "is larger than 1 MiB"};
  }
}

std::vector<std::string> expand_glob(const std::string& pattern) {
  std::vector<std::string> files;
  glob_t found{};
  // NOLINTNEXTLINE(concurrency-mt-unsafe): only with GLOB_TILDE does it ask the user database
  if (glob(pattern.c_str(), 0, nullptr, &found) == 0)
    files.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  globfree(&found);
  return files;
}

class FilesReader {
 public:
  explicit FilesReader(const ConfigPaths& paths) : home_(paths.home) {}

  std::shared_ptr<const ConfigFile> read(const std::string& path, ConfigOrigin origin,
                                         Owners owners, int depth) {
    if (depth > kIncludesDeep)
      return refused(path, origin, "is included more than 16 levels deep; it may include itself");
    if (++files_ > kFilesMax)
      return refused(path, origin, "is one of more than 1,000 included files");
    Loaded loaded = load(path, owners);
    if (loaded.missing && owners != Owners::kGiven) return std::make_shared<ConfigFile>();
    if (!loaded.problem.empty()) return refused(path, origin, std::move(loaded.problem));
    auto file = std::make_shared<ConfigFile>(parse_config(path, loaded.text, origin));
    for (auto& statement : file->statements) {
      if (statement.words.keyword != "include") continue;
      for (const auto& pattern : statement.words.arguments)
        include(statement, pattern, *file, depth);
    }
    return file;
  }

 private:
  static std::shared_ptr<const ConfigFile> refused(const std::string& path, ConfigOrigin origin,
                                                   std::string problem) {
    return std::make_shared<ConfigFile>(ConfigFile{
        .name = path, .origin = origin, .statements = {}, .problem = std::move(problem)});
  }

  void include(ConfigStatement& statement, std::string pattern, const ConfigFile& by, int depth) {
    const bool users = by.origin == ConfigOrigin::kUser;
    if (pattern.starts_with('~') && (!users || !pattern.starts_with("~/"))) {
      statement.words.problem = users ? "includes files of another user; write the whole path"
                                      : "includes a path with ~, which only a user's file may";
      return;
    }
    if (pattern.starts_with('~'))
      pattern.replace(0, 1, home_);
    else if (!pattern.starts_with('/'))
      pattern.insert(0, users ? home_ + "/.ssh/" : "/etc/ssh/");
    for (const auto& path : expand_glob(pattern))
      statement.included.push_back(read(path, by.origin, Owners::kOursOnly, depth + 1));
  }

  std::string home_;
  std::size_t files_ = 0;
};

}  // namespace

ConfigFile parse_config(std::string_view name, std::string_view text, ConfigOrigin origin) {
  ConfigFile file{.name = std::string(name), .origin = origin, .statements = {}, .problem = {}};
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    ConfigLine words = read_config_line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!words.keyword.empty())
      file.statements.push_back({.line = number, .words = std::move(words), .included = {}});
  }
  return file;
}

ConfigFiles read_config_files(const ConfigPaths& paths) {
  FilesReader reader(paths);
  if (paths.given == "none") return {};
  if (!paths.given.empty())
    return {reader.read(paths.given, ConfigOrigin::kUser, Owners::kGiven, 0)};
  return {reader.read(paths.home + "/.ssh/config", ConfigOrigin::kUser, Owners::kOursOnly, 0),
          reader.read(std::string(kSystemFile), ConfigOrigin::kSystem, Owners::kAny, 0)};
}

}  // namespace fettle::transport
