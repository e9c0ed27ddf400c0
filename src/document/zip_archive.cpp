#include "document/zip_archive.hpp"

#include <fmt/format.h>

#include <zip.h>

#include <set>
#include <stdexcept>

namespace document {

namespace {

// Both as DOS counts them: 1 January 1980, the first day that a ZIP can name.
constexpr zip_uint16_t kFirstTime = 0;
constexpr zip_uint16_t kFirstDate = (1 << 5) | 1;

struct ZipDiscarder {
    void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct SourceFreer {
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
struct FileCloser {
    void operator()(zip_file_t* file) const { zip_fclose(file); }
};

void require(bool done, const char* what) {
    if (!done) throw std::runtime_error(fmt::format("libzip: {}", what));
}

base::Problem refused(std::string field, std::string rule, std::string accepted = {}) {
    base::Problem problem = base::problem(base::ProblemCode::invalid_file);
    problem.fields.push_back({std::move(field), std::move(rule), std::move(accepted)});
    return problem;
}

std::string megabytes(std::uint64_t bytes) {
    return fmt::format("{} MB", bytes >> 20);
}

base::Bytes content_of(zip_source_t* source) {
    require(zip_source_open(source) == 0, "open");
    require(zip_source_seek(source, 0, SEEK_END) == 0, "seek");
    base::Bytes bytes(static_cast<std::size_t>(zip_source_tell(source)));
    require(zip_source_seek(source, 0, SEEK_SET) == 0, "seek");
    require(zip_source_read(source, bytes.data(), bytes.size()) == static_cast<zip_int64_t>(bytes.size()),
            "read");
    zip_source_close(source);
    return bytes;
}

}  // namespace

base::Bytes zip_of(const std::vector<ZipEntry>& entries) {
    zip_error_t error;
    zip_error_init(&error);
    const std::unique_ptr<zip_source_t, SourceFreer> target(zip_source_buffer_create(nullptr, 0, 0, &error));
    require(target != nullptr, "create");
    std::unique_ptr<zip_t, ZipDiscarder> archive(zip_open_from_source(target.get(), ZIP_TRUNCATE, &error));
    require(archive != nullptr, "open");
    // The archive frees one reference when it closes; the content is read after that.
    zip_source_keep(target.get());
    for (const ZipEntry& entry : entries) {
        zip_source_t* source = zip_source_buffer(archive.get(), entry.bytes.data(), entry.bytes.size(), 0);
        require(source != nullptr, "entry");
        const zip_int64_t index = zip_file_add(archive.get(), entry.name.c_str(), source, ZIP_FL_ENC_UTF_8);
        require(index >= 0, "add");
        const auto place = static_cast<zip_uint64_t>(index);
        require(zip_set_file_compression(archive.get(), place, ZIP_CM_DEFLATE, 6) == 0, "compression");
        require(zip_file_set_dostime(archive.get(), place, kFirstTime, kFirstDate, 0) == 0, "time");
    }
    // Closing frees the archive; where it fails, it is still there to be discarded.
    zip_t* closing = archive.release();
    if (zip_close(closing) != 0) {
        zip_discard(closing);
        require(false, "close");
    }
    return content_of(target.get());
}

struct ZipReader::State {
    std::unique_ptr<zip_t, ZipDiscarder> archive;
    ZipLimits limits;
    std::uint64_t unpacked = 0;
};

ZipReader::ZipReader(std::unique_ptr<State> state) : state_(std::move(state)) {}
ZipReader::ZipReader(ZipReader&&) noexcept = default;
ZipReader& ZipReader::operator=(ZipReader&&) noexcept = default;
ZipReader::~ZipReader() = default;

base::Result<ZipReader> ZipReader::open(base::ByteView bytes, const ZipLimits& limits) {
    if (bytes.size() > limits.packed_bytes_most) {
        return base::fail(refused("file", "too_large", megabytes(limits.packed_bytes_most)));
    }
    // What libzip takes for an archive without entries.
    if (bytes.empty()) return base::fail(refused("file", "not_a_zip"));
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    require(source != nullptr, "create");
    auto state = std::make_unique<State>();
    state->limits = limits;
    state->archive.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
    zip_error_fini(&error);
    if (!state->archive) {
        zip_source_free(source);
        return base::fail(refused("file", "not_a_zip"));
    }
    const zip_int64_t count = zip_get_num_entries(state->archive.get(), 0);
    if (count < 0 || static_cast<std::uint64_t>(count) > limits.entries_most) {
        return base::fail(refused("file", "too_many_entries", fmt::format("{}", limits.entries_most)));
    }
    std::set<std::string, std::less<>> names;
    for (zip_int64_t index = 0; index < count; ++index) {
        zip_stat_t about;
        zip_stat_init(&about);
        if (zip_stat_index(state->archive.get(), static_cast<zip_uint64_t>(index), 0, &about) != 0 ||
            (about.valid & ZIP_STAT_NAME) == 0) {
            return base::fail(refused("file", "not_a_zip"));
        }
        if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE) {
            return base::fail(refused("file", "encrypted"));
        }
        if (!names.insert(about.name).second) return base::fail(refused("file", "entry_twice"));
    }
    return ZipReader(std::move(state));
}

bool ZipReader::has(std::string_view name) const {
    return zip_name_locate(state_->archive.get(), std::string(name).c_str(), 0) >= 0;
}

base::Result<std::string> ZipReader::read(std::string_view name) {
    const std::string field(name);
    zip_t* archive = state_->archive.get();
    const zip_int64_t found = zip_name_locate(archive, field.c_str(), 0);
    if (found < 0) return base::fail(refused(field, "part_missing"));
    const auto index = static_cast<zip_uint64_t>(found);
    const std::unique_ptr<zip_file_t, FileCloser> file(zip_fopen_index(archive, index, 0));
    if (!file) return base::fail(refused(field, "damaged"));
    // What an entry says of its size may be a lie: what comes out is counted.
    const ZipLimits& limits = state_->limits;
    const std::uint64_t most = std::min(limits.entry_bytes_most, limits.all_bytes_most - state_->unpacked);
    std::string out;
    std::string chunk(std::size_t{64} * 1024, '\0');
    while (true) {
        const zip_int64_t got = zip_fread(file.get(), chunk.data(), chunk.size());
        if (got < 0) return base::fail(refused(field, "damaged"));
        if (got == 0) break;
        if (out.size() + static_cast<std::uint64_t>(got) > most) {
            return base::fail(refused(field, "too_large", megabytes(most)));
        }
        out.append(chunk.data(), static_cast<std::size_t>(got));
    }
    state_->unpacked += out.size();
    return out;
}

}  // namespace document
