#pragma once
// The file of the master key: 32 bytes, mode 0600, ours. Written once and durably, never over another; read
// only when nobody else could have read or written it.

#include "base/crypto/sealing_key.hpp"
#include "base/result.hpp"

#include <filesystem>

namespace guard {

// Problems: not_found, no_permission, invalid_file.
base::Result<base::crypto::SealingKey> read_master_key(const std::filesystem::path& path);
// Problems: already_exists, not_found (the folder), no_permission, disk_full.
base::Done write_master_key(const std::filesystem::path& path, const base::crypto::SealingKey& key);

}  // namespace guard
