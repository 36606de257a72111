/*
 * Byte offsets to lines and columns.
 *
 * In: a text and a byte offset. Out: the place as graphql-js reports it, which counts UTF-16
 * units. The one idea: a position is walked forward byte by byte; a byte that continues a UTF-8
 * sequence counts nothing, the first byte of a sequence of four counts two.
 *
 * Example: in "{\r\n  \"😀\" x }" the x stands at byte 12, UTF-16 unit 10, line 2, column 8.
 */
#include "sqlgen/graphql/source.h"

SourcePosition source_start(void) {
    return (SourcePosition){.line = 1, .column = 1};
}

void source_advance(const Source *source, SourcePosition *position, uint32_t offset) {
    const char *text = source->text.data;
    SourcePosition p = *position;
    while (p.offset < offset && p.offset < source->text.length) {
        unsigned char c = (unsigned char)text[p.offset++];
        uint32_t units = (c & 0xC0) == 0x80 ? 0 : c >= 0xF0 ? 2 : 1;
        bool split = c == '\r' && p.offset < source->text.length && text[p.offset] == '\n';
        bool ends_line = c == '\n' || (c == '\r' && !split);
        p.utf16 += units;
        p.column = ends_line ? 1 : p.column + units;
        p.line += ends_line ? 1 : 0;
    }
    *position = p;
}

ErrorLocation source_location(const Source *source, uint32_t offset) {
    SourcePosition position = source_start();
    source_advance(source, &position, offset);
    return (ErrorLocation){.line = position.line, .column = position.column};
}

Error *source_error(ErrorList *errors, const Source *source, uint32_t offset, ErrorCode code,
                    const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    Error *error = error_add_list(errors, code, format, arguments);
    va_end(arguments);
    source_locate(errors, error, source, offset);
    return error;
}

void source_locate(ErrorList *errors, Error *error, const Source *source, uint32_t offset) {
    error_add_location(errors, error, source_location(source, offset));
}
