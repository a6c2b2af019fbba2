// The configuration files of the SSH client, read and split into lines once, with what each
// `Include` names in its place. Whether a file applies to a host is for ssh_config.hpp to say.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "transport/ssh/ssh_config_line.hpp"

namespace fettle::transport {

/// Who wrote a value: the user, or whoever looks after this machine.
enum class ConfigOrigin { kUser, kSystem };

struct ConfigFile;

/// One line that says something.
struct ConfigStatement {
  int line = 0;  ///< from 1
  ConfigLine words;
  std::vector<std::shared_ptr<const ConfigFile>> included;  ///< of an `Include`, in order
};

struct ConfigFile {
  std::string name;
  ConfigOrigin origin = ConfigOrigin::kUser;
  std::vector<ConfigStatement> statements;
  std::string problem;  ///< why it can't be used, as the end of a sentence; else empty
};

/// In the order in which OpenSSH reads them: each begins outside of any block.
using ConfigFiles = std::vector<std::shared_ptr<const ConfigFile>>;

/// The lines of `text`. What its `Include` lines name is left to the caller.
ConfigFile parse_config(std::string_view name, std::string_view text, ConfigOrigin origin);

/// Where the files lie.
struct ConfigPaths {
  std::string home;   ///< for `~`, and the folder of relative includes of the user's files
  std::string given;  ///< the only file that is read, as with `ssh -F`; empty: the usual two
};

/// Reads the user's file and the system's, or the one that is given. A file that isn't there is
/// empty, except the given one. Problems are kept in the file they belong to.
ConfigFiles read_config_files(const ConfigPaths& paths);

}  // namespace fettle::transport
