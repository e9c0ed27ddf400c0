#include "web/http/compress.hpp"

#include <zlib.h>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace {

using namespace web::http;

std::string unpacked(const std::string& packed) {
    z_stream stream{};
    if (inflateInit2(&stream, 15 + 16) != Z_OK) return "no zlib";
    std::string plain(1024 * 1024, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(plain.data());
    stream.avail_out = static_cast<uInt>(plain.size());
    const int ended = inflate(&stream, Z_FINISH);
    plain.resize(stream.total_out);
    inflateEnd(&stream);
    return ended == Z_STREAM_END ? plain : "damaged";
}

std::string header(const Response& response, std::string_view name) {
    for (const Header& one : response.headers) {
        if (one.name == name) return one.value;
    }
    return "";
}

Request accepting(const char* encodings) {
    Request request;
    request.headers = {{"Accept-Encoding", encodings}};
    return request;
}

const std::string kPage = "<p>" + std::string(5000, 'a') + "</p>";

TEST(HttpCompress, sends_a_page_packed_to_who_takes_it) {
    for (const char* encodings : {"gzip", "deflate, GZIP", "br;q=1.0, gzip;q=0.8, *;q=0.1", "gzip ; q=0.5"}) {
        Response response{.body = kPage};
        compress(response, accepting(encodings), 0);
        EXPECT_EQ(header(response, "Content-Encoding"), "gzip") << encodings;
        EXPECT_EQ(header(response, "Vary"), "Accept-Encoding");
        EXPECT_LT(response.body.size(), kPage.size() / 10);
        EXPECT_EQ(unpacked(response.body), kPage);
    }
}

TEST(HttpCompress, leaves_a_page_as_it_is_for_who_does_not) {
    for (const char* encodings : {"", "br", "identity", "gzip;q=0", "gzip; q=0.000", "xgzip", "deflate,br"}) {
        Response response{.body = kPage};
        compress(response, accepting(encodings), 0);
        EXPECT_EQ(header(response, "Content-Encoding"), "") << encodings;
        EXPECT_EQ(header(response, "Vary"), "Accept-Encoding");
        EXPECT_EQ(response.body, kPage);
    }
    Response response{.body = kPage};
    compress(response, Request{}, 0);
    EXPECT_EQ(response.body, kPage);
}

TEST(HttpCompress, leaves_what_is_short_packed_already_or_no_text) {
    for (const Response& before :
         {Response{.body = "short"}, Response{.content_type = "font/woff2", .body = kPage},
          Response{.body = kPage, .headers = {{"content-encoding", "br"}}}}) {
        Response after = before;
        compress(after, accepting("gzip"), 0);
        EXPECT_EQ(after.body, before.body);
        EXPECT_EQ(after.headers.size(), before.headers.size());
    }
}

RC_GTEST_PROP(HttpCompress, gives_back_every_page_whatever_blurs_its_size, ()) {
    const std::string page =
        *rc::gen::container<std::string>(rc::gen::arbitrary<char>()) + std::string(kCompressBytesMin, 'x');
    const auto blur = *rc::gen::inRange<std::size_t>(0, kBlurBytesMax + 1);
    Response plain{.body = page};
    Response blurred{.body = page};
    compress(plain, accepting("gzip"), 0);
    compress(blurred, accepting("gzip"), blur);
    RC_ASSERT(unpacked(plain.body) == page);
    RC_ASSERT(unpacked(blurred.body) == page);
    const std::size_t with_end_of_name = blur == 0 ? 0 : blur + 1;
    RC_ASSERT(blurred.body.size() == plain.body.size() + with_end_of_name);
}

}  // namespace
