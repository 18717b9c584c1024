BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE annotation (
	pk INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	ordinal INTEGER, 
	version_id INTEGER NOT NULL, 
	spans JSON NOT NULL, 
	quotes JSON NOT NULL, 
	label TEXT NOT NULL, 
	note TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	created VARCHAR(40) NOT NULL, 
	active BOOLEAN NOT NULL, 
	revision INTEGER NOT NULL, 
	CONSTRAINT pk_annotation PRIMARY KEY (pk), 
	CONSTRAINT uq_annotation_id UNIQUE (id), 
	CONSTRAINT fk_annotation_version_id FOREIGN KEY(version_id) REFERENCES version (id)
);
INSERT INTO "annotation" VALUES(1,'m1',1,1,'[[14,18]]','["抓好春耕"]','x','','','2026-11-28T03:10:51Z',1,1);
CREATE TABLE document (
	id INTEGER NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	series TEXT, 
	CONSTRAINT pk_document PRIMARY KEY (id), 
	CONSTRAINT uq_document_name UNIQUE (name)
);
INSERT INTO "document" VALUES(1,'law',NULL);
CREATE TABLE history (
	n INTEGER NOT NULL, 
	"when" VARCHAR(40) NOT NULL, 
	who TEXT NOT NULL, 
	what TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	"before" JSON, 
	"after" JSON, 
	program TEXT NOT NULL, 
	previous VARCHAR(64) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_history PRIMARY KEY (n)
);
INSERT INTO "history" VALUES(1,'2026-11-28T03:10:50Z','','add','law@1',NULL,'{"sha256":"e32a9d6d6dd7032bd19c447d99e424835dcc8febce164afaf20e635c25136ab3","date":null,"series":null,"title":null,"carried":[]}','0.1.0','0000000000000000000000000000000000000000000000000000000000000000','8a53b6e8572b4e6bca83ccc253d11c3bbf42f71cdc6cb9dab7f16c5f7368c288');
INSERT INTO "history" VALUES(2,'2026-11-28T03:10:51Z','','mark','m1',NULL,'{"id":"m1","ref":"law@1","spans":[[14,18]],"quotes":["抓好春耕"],"label":"x","note":"","by":"","created":"2026-11-28T03:10:51Z","carried":[]}','0.1.0','8a53b6e8572b4e6bca83ccc253d11c3bbf42f71cdc6cb9dab7f16c5f7368c288','47852fea0059e12ae2dcf6cb564ac4f7b6da9fc049e35f9739508cb21b6d6dc4');
INSERT INTO "history" VALUES(3,'2026-11-28T03:10:52Z','','add','law@2','{"series":null}','{"sha256":"a1559fbafdca6fa24e0d1acdb42cd165469147f3e5bbb1633bbe75ed24d41db3","date":null,"series":null,"title":null,"carried":[{"id":"m1","from":{"version":1,"spans":[[14,18]]},"to":{"version":2,"spans":[[16,20]]},"state":"shifted","rule":"The words are the same, in the same order; the text before and after them agrees."}]}','0.1.0','47852fea0059e12ae2dcf6cb564ac4f7b6da9fc049e35f9739508cb21b6d6dc4','82307d57b4c02be6dcb8f91c82760e17c858918166be782a4c2aaaa6bb5d24cc');
CREATE TABLE label (
	name TEXT NOT NULL, 
	about TEXT NOT NULL, 
	colour VARCHAR(7) NOT NULL, 
	CONSTRAINT pk_label PRIMARY KEY (name)
);
CREATE TABLE placement (
	annotation_pk INTEGER NOT NULL, 
	version_id INTEGER NOT NULL, 
	state VARCHAR(20) NOT NULL, 
	spans JSON NOT NULL, 
	quotes JSON NOT NULL, 
	likeness FLOAT NOT NULL, 
	place FLOAT NOT NULL, 
	rule TEXT NOT NULL, 
	moved BOOLEAN NOT NULL, 
	candidates JSON NOT NULL, 
	carried_from INTEGER, 
	stood_version_id INTEGER, 
	stood_spans JSON NOT NULL, 
	settled_by TEXT, 
	settled_when VARCHAR(40), 
	settled_how TEXT, 
	CONSTRAINT pk_placement PRIMARY KEY (annotation_pk, version_id), 
	CONSTRAINT fk_placement_annotation_pk FOREIGN KEY(annotation_pk) REFERENCES annotation (pk), 
	CONSTRAINT fk_placement_version_id FOREIGN KEY(version_id) REFERENCES version (id), 
	CONSTRAINT fk_placement_carried_from FOREIGN KEY(carried_from) REFERENCES version (id), 
	CONSTRAINT fk_placement_stood_version_id FOREIGN KEY(stood_version_id) REFERENCES version (id)
);
INSERT INTO "placement" VALUES(1,1,'unchanged','[[14,18]]','["抓好春耕"]',1.0,1.0,'made here',0,'[]',NULL,1,'[[14,18]]',NULL,NULL,NULL);
INSERT INTO "placement" VALUES(1,2,'shifted','[[16,20]]','["抓好春耕"]',1.0,1.0,'The words are the same, in the same order; the text before and after them agrees.',0,'[]',1,2,'[[16,20]]',NULL,NULL,NULL);
CREATE TABLE reply (
	annotation_pk INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	note TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	created VARCHAR(40) NOT NULL, 
	active BOOLEAN NOT NULL, 
	CONSTRAINT pk_reply PRIMARY KEY (annotation_pk, number), 
	CONSTRAINT fk_reply_annotation_pk FOREIGN KEY(annotation_pk) REFERENCES annotation (pk)
);
CREATE TABLE source (
	sha256 VARCHAR(64) NOT NULL, 
	bytes BLOB NOT NULL, 
	CONSTRAINT pk_source PRIMARY KEY (sha256)
);
INSERT INTO "source" VALUES('e32a9d6d6dd7032bd19c447d99e424835dcc8febce164afaf20e635c25136ab3',X'E4BC9AE8AEAEE5BCBAE8B083EFBC8CE8A681E58AA0E5BCBAE9A286E5AFBCE38082E59084E59CB0E8A681E68A93E5A5BDE698A5E88095E380820A');
INSERT INTO "source" VALUES('a1559fbafdca6fa24e0d1acdb42cd165469147f3e5bbb1633bbe75ed24d41db3',X'E4BC9AE8AEAEE5BCBAE8B083EFBC8CE8A681E58887E5AE9EE58AA0E5BCBAE9A286E5AFBCE38082E59084E59CB0E8A681E68A93E5A5BDE698A5E88095E380820A');
CREATE TABLE verdict (
	id INTEGER NOT NULL, 
	old_text_sha256 VARCHAR(64) NOT NULL, 
	new_text_sha256 VARCHAR(64) NOT NULL, 
	old_spans JSON NOT NULL, 
	new_spans JSON NOT NULL, 
	side VARCHAR(3) NOT NULL, 
	flag VARCHAR(20) NOT NULL, 
	ladder TEXT, 
	note TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	created VARCHAR(40) NOT NULL, 
	active BOOLEAN NOT NULL, 
	CONSTRAINT pk_verdict PRIMARY KEY (id)
);
CREATE TABLE version (
	id INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	encoding TEXT NOT NULL, 
	extract TEXT NOT NULL, 
	text TEXT NOT NULL, 
	offsets JSON NOT NULL, 
	removed JSON NOT NULL, 
	blocks JSON NOT NULL, 
	language VARCHAR(20) NOT NULL, 
	line_ends BOOLEAN NOT NULL, 
	title TEXT, 
	words JSON NOT NULL, 
	cutter_name TEXT NOT NULL, 
	cutter_version TEXT NOT NULL, 
	program TEXT NOT NULL, 
	added VARCHAR(40) NOT NULL, 
	CONSTRAINT pk_version PRIMARY KEY (id), 
	CONSTRAINT fk_version_document_id FOREIGN KEY(document_id) REFERENCES document (id), 
	CONSTRAINT fk_version_sha256 FOREIGN KEY(sha256) REFERENCES source (sha256), 
	CONSTRAINT uq_version_document_id UNIQUE (document_id, number)
);
INSERT INTO "version" VALUES(1,1,1,'e32a9d6d6dd7032bd19c447d99e424835dcc8febce164afaf20e635c25136ab3','utf-8','会议强调，要加强领导。各地要抓好春耕。
','会议强调，要加强领导。各地要抓好春耕。
','[[0,0,20]]','[]','[{"kind":"body","start":0,"end":19}]','zh-Hans',0,NULL,'[2,4,5,6,8,10,11,13,14,16,18,19]','jieba','0.42.1','0.1.0','2026-11-28T03:10:50Z');
INSERT INTO "version" VALUES(2,1,2,'a1559fbafdca6fa24e0d1acdb42cd165469147f3e5bbb1633bbe75ed24d41db3','utf-8','会议强调，要切实加强领导。各地要抓好春耕。
','会议强调，要切实加强领导。各地要抓好春耕。
','[[0,0,22]]','[]','[{"kind":"body","start":0,"end":21}]','zh-Hans',0,NULL,'[2,4,5,6,10,12,13,15,16,18,20,21]','jieba','0.42.1','0.1.0','2026-11-28T03:10:52Z');
CREATE TABLE version_details (
	version_id INTEGER NOT NULL, 
	date VARCHAR(10), 
	title TEXT, 
	CONSTRAINT pk_version_details PRIMARY KEY (version_id), 
	CONSTRAINT fk_version_details_version_id FOREIGN KEY(version_id) REFERENCES version (id)
);
INSERT INTO "version_details" VALUES(1,NULL,NULL);
INSERT INTO "version_details" VALUES(2,NULL,NULL);
CREATE INDEX ix_annotation_ordinal ON annotation (ordinal);
CREATE INDEX ix_annotation_version_id ON annotation (version_id);
CREATE INDEX ix_placement_version_id ON placement (version_id);
CREATE INDEX ix_verdict_old_text_sha256 ON verdict (old_text_sha256);
CREATE INDEX ix_verdict_new_text_sha256 ON verdict (new_text_sha256);
CREATE TRIGGER source_no_update BEFORE UPDATE ON source BEGIN SELECT RAISE(ABORT, 'source is append-only'); END;
CREATE TRIGGER source_no_delete BEFORE DELETE ON source BEGIN SELECT RAISE(ABORT, 'source is append-only'); END;
CREATE TRIGGER source_no_replace BEFORE INSERT ON source WHEN EXISTS (SELECT 1 FROM source WHERE sha256 = NEW.sha256) BEGIN SELECT RAISE(ABORT, 'source is append-only'); END;
CREATE TRIGGER version_no_update BEFORE UPDATE ON version BEGIN SELECT RAISE(ABORT, 'version is append-only'); END;
CREATE TRIGGER version_no_delete BEFORE DELETE ON version BEGIN SELECT RAISE(ABORT, 'version is append-only'); END;
CREATE TRIGGER version_no_replace BEFORE INSERT ON version WHEN EXISTS (SELECT 1 FROM version WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'version is append-only'); END;
CREATE TRIGGER history_no_update BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER history_no_delete BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER history_no_replace BEFORE INSERT ON history WHEN EXISTS (SELECT 1 FROM history WHERE n = NEW.n) BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
COMMIT;
