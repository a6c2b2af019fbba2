#include "security/master_keys.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>
#include <vector>

#include "base/regular_file.hpp"
#include "base/wipe.hpp"
#include "security/encoding.hpp"
#include "security/random_bytes.hpp"

namespace fettle::security {
namespace {

constexpr std::size_t kFileBytesMax = 4096;

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

Result<void> refuse_readable_by_others(const std::string& path) {
  struct stat state{};
  if (::stat(path.c_str(), &state) != 0) return {};  // reading it tells why
  if ((state.st_mode & (S_IRWXG | S_IRWXO)) == 0) return {};
  return fail(ErrorCode::kInvalid,
              fmt::format("{}: others may read this master key; take that from them: chmod 600 {}",
                          path, path));
}

Result<SecretBox> read_keys(const std::string& path) {
  FETTLE_TRY(text, read_regular_file(path, kFileBytesMax));
  auto box = parse_master_keys(text, path);
  wipe(text);
  return box;
}

}  // namespace

Result<SecretBox> parse_master_keys(std::string_view text, std::string_view origin) {
  std::vector<std::string> keys;
  for (int line_number = 1; !text.empty(); ++line_number) {
    const auto end = text.find('\n');
    const auto line = trimmed(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty() || line.starts_with('#')) continue;
    auto key = line.size() == 2 * kMasterKeyBytes ? from_hex(line) : from_base64(line);
    if (!key || key->size() != kMasterKeyBytes) {
      return fail(ErrorCode::kInvalid,
                  fmt::format("{}:{}: a master key is {} bytes as base64 or hexadecimal; make one "
                              "with: openssl rand -base64 32",
                              origin, line_number, kMasterKeyBytes));
    }
    keys.push_back(*std::move(key));
  }
  if (keys.empty()) {
    return fail(ErrorCode::kInvalid, fmt::format("{}: there is no master key in it", origin));
  }
  return SecretBox(std::move(keys));
}

Result<SecretBox> load_master_keys(const std::string& file, const Environment& environment) {
  if (!file.empty()) {
    FETTLE_TRY_VOID(refuse_readable_by_others(file));
    return read_keys(file);
  }
  if (const auto folder = environment("CREDENTIALS_DIRECTORY"); folder && !folder->empty()) {
    // systemd guards its folder; the modes within are its own.
    const auto path = *folder + "/master-key";
    std::error_code failure;
    if (std::filesystem::exists(path, failure)) return read_keys(path);
  }
  auto value = environment("FETTLE_MASTER_KEY");
  if (!value || value->empty()) return SecretBox();
  auto box = parse_master_keys(*value, "FETTLE_MASTER_KEY");
  wipe(*value);
  return box;
}

Result<void> create_master_key(const std::string& path) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) {
    const auto code = errno == EEXIST ? ErrorCode::kConflict : ErrorCode::kIo;
    return fail(code, fmt::format("{}: can't write a master key: {}", path, std::strerror(errno)));
  }
  auto text = to_base64(random_bytes(kMasterKeyBytes)) + "\n";
  const auto written = ::write(file, text.data(), text.size());
  const bool kept = written == std::ssize(text) && ::fsync(file) == 0;
  ::close(file);
  wipe(text);
  if (kept) return {};
  ::unlink(path.c_str());
  return fail(ErrorCode::kIo, fmt::format("{}: can't write a master key", path));
}

}  // namespace fettle::security
